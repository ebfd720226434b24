import { type IconName, iconPaths } from "./icon-paths.ts";

export type { IconName };

export type IconProps = {
  readonly name: IconName;
  /** Side in CSS pixels. */
  readonly size?: number;
};

/** A sign beside words, in the colour of the text; readers of the screen skip it. */
export function Icon({ name, size = 40 }: IconProps) {
  return (
    <svg class="icon" aria-hidden="true" width={size} height={size} viewBox="0 0 24 24">
      <path d={iconPaths[name]} />
    </svg>
  );
}
