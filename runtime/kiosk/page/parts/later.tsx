import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** What the first screens do not need comes once they are there, so that it is at hand even when the runtime is away. */
const loadAfterMs = 1_500;
/** The runtime may be away just then: it is asked again, however long that takes, as the page never gives it up. */
const retryMs = 2_000;

/** A component without properties that is loaded after the page has begun to draw; nothing until then. */
export function loadLater(load: () => Promise<ComponentType>): ComponentType {
  const loaded = signal<ComponentType | null>(null);
  const take = () => {
    load().then(
      (component) => {
        loaded.value = component;
      },
      () => setTimeout(take, retryMs),
    );
  };
  setTimeout(take, loadAfterMs);
  return function Later() {
    const Loaded = loaded.value;
    return Loaded === null ? null : <Loaded />;
  };
}
