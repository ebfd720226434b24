/** Drawings by what they show, the latest used few of them: a drawing takes a tenth of a second of the processor. */
export type DrawingCache<Scene, Image> = {
  readonly draw: (scene: Scene) => Promise<Image>;
};

export function createDrawingCache<Scene, Image>(
  draw: (scene: Scene) => Promise<Image> | Image,
  drawingsMax: number,
): DrawingCache<Scene, Image> {
  const drawings = new Map<string, Promise<Image>>();
  return {
    draw: (scene) => {
      const key = JSON.stringify(scene);
      const drawing = drawings.get(key) ?? Promise.resolve(draw(scene));
      drawings.delete(key);
      drawings.set(key, drawing);
      const [oldest] = drawings.keys();
      if (drawings.size > drawingsMax && oldest !== undefined) drawings.delete(oldest);
      return drawing;
    },
  };
}
