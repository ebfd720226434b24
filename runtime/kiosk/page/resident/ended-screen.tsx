import { words } from "../state.ts";
import { ClosingScreen } from "./closing-screen.tsx";
import type { ScreenOf } from "./screen-of.ts";

export function EndedScreen({ screen }: ScreenOf<"ended">) {
  const { screens, ended } = words.value;
  return <ClosingScreen title={screens.ended.title} guide={ended[screen.reason]} icon="safe-mode" canClose />;
}
