/** Drawings by what they show, the latest used few of them: a drawing takes a tenth of a second of the processor. */
export type DrawingCache<Scene, Image> = {
  readonly draw: (scene: Scene) => Promise<Image>;
  /** Begins a drawing that will be wanted soon; one that fails says so to whoever wants it. */
  readonly prepare: (scene: Scene) => void;
};

export function createDrawingCache<Scene, Image>(
  draw: (scene: Scene) => Promise<Image> | Image,
  drawingsMax: number,
): DrawingCache<Scene, Image> {
  const drawings = new Map<string, Promise<Image>>();
  const drawOnce = (scene: Scene): Promise<Image> => {
    const key = JSON.stringify(scene);
    const drawing = drawings.get(key) ?? Promise.resolve(draw(scene));
    drawings.delete(key);
    drawings.set(key, drawing);
    const [oldest] = drawings.keys();
    if (drawings.size > drawingsMax && oldest !== undefined) drawings.delete(oldest);
    return drawing;
  };
  return {
    draw: drawOnce,
    prepare: (scene) => {
      drawOnce(scene).catch(() => undefined);
    },
  };
}
