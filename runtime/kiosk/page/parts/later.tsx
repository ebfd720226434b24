import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { loadAgain } from "../load-again.ts";

/** What the first screens do not need comes once they are there, so that it is at hand even when the runtime is away. */
export const loadAfterMs = 1_500;

/** A component without properties that is loaded after the page has begun to draw; nothing until then. */
export function loadLater(load: () => Promise<ComponentType>): ComponentType {
  const loaded = signal<ComponentType | null>(null);
  const take = (component: ComponentType) => {
    loaded.value = component;
  };
  setTimeout(() => loadAgain(load, take), loadAfterMs);
  return function Later() {
    const Loaded = loaded.value;
    return Loaded === null ? null : <Loaded />;
  };
}
