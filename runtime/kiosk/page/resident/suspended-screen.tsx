import { words } from "../state.ts";
import { ClosingScreen } from "./closing-screen.tsx";

export function SuspendedScreen() {
  return <ClosingScreen {...words.value.screens.suspended} icon="pause" canClose />;
}
