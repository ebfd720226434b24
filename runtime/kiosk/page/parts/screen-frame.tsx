import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export type ScreenFrameProps = {
  readonly title: string;
  /** Null where the screen's own advice stands in its place. */
  readonly guide: string | null;
  readonly class?: string;
  readonly children?: ComponentChildren;
  /** What is touched on this screen; in reach mode it stays in the lower third. */
  readonly controls?: ComponentChildren;
};

/** Every screen alike: what it is, what to do, what there is to see, and below what there is to touch. */
export function ScreenFrame({ title, guide, children, controls, ...props }: ScreenFrameProps) {
  const titleId = useId();
  return (
    <section class={`screen ${props.class ?? ""}`} aria-labelledby={titleId}>
      <div class="screen-head">
        <h1 id={titleId}>{title}</h1>
        {guide !== null && <p class="guide">{guide}</p>}
      </div>
      {children !== undefined && <div class="screen-body">{children}</div>}
      {controls !== undefined && <div class="screen-controls">{controls}</div>}
    </section>
  );
}
