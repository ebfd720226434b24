import { words } from "../state.ts";
import { ClosingScreen } from "./closing-screen.tsx";
import type { ScreenOf } from "./screen-of.ts";

/** Nobody can be enrolled here now: where to go instead. */
export function OutOfServiceScreen({ screen }: ScreenOf<"out-of-service">) {
  const { title, guide } = words.value.screens["out-of-service"];
  return <ClosingScreen title={title} guide={guide} icon={screen.condition} canClose={false} />;
}
