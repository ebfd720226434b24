/** One token of a rule, as udev(7) has them. */
export type UdevToken = {
  readonly key: string;
  readonly attribute: string | null;
  readonly operator: string;
  readonly value: string;
};

const matchKeys = ["ACTION", "DEVPATH", "KERNEL", "SUBSYSTEM", "SUBSYSTEMS", "DRIVER", "ATTR", "ATTRS", "ENV", "TAG"];
const setKeys = ["NAME", "SYMLINK", "OWNER", "GROUP", "MODE", "ATTR", "ENV", "TAG", "RUN"];
const attributed = ["ATTR", "ATTRS", "ENV", "RUN"];
const matchOperators = ["==", "!="];
const listKeys = ["SYMLINK", "TAG", "RUN"];
const parents = ["ATTRS", "SUBSYSTEMS", "DRIVERS", "KERNELS"];

/** Parses a rules file as strictly as udev(7) reads; throws at the first thing that udev would not take. */
export function parseUdevRules(text: string): readonly (readonly UdevToken[])[] {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    try {
      return [parseLine(line)];
    } catch (error) {
      throw new Error(`line ${index + 1}: ${error instanceof Error ? error.message : ""}`);
    }
  });
}

function parseLine(line: string): readonly UdevToken[] {
  const tokens: UdevToken[] = [];
  let rest = line;
  for (;;) {
    const found = /^([A-Z]+)(?:\{([^}"]+)\})?(==|!=|=|\+=|-=|:=)"([^"\\]*)"/.exec(rest);
    if (found === null) throw new Error(`no token: ${rest}`);
    const [whole, key = "", attribute = null, operator = "", value = ""] = found;
    const token = { key, attribute, operator, value };
    checkToken(token, tokens);
    tokens.push(token);
    rest = rest.slice(whole.length);
    if (rest === "") break;
    if (!rest.startsWith(", ")) throw new Error(`no comma: ${rest}`);
    rest = rest.slice(2);
  }
  if (!tokens.some(({ operator }) => matchOperators.includes(operator))) throw new Error("it matches everything");
  if (tokens.every(({ operator }) => matchOperators.includes(operator))) throw new Error("it sets nothing");
  return tokens;
}

function checkToken({ key, attribute, operator, value }: UdevToken, before: readonly UdevToken[]): void {
  const isMatch = matchOperators.includes(operator);
  if (!(isMatch ? matchKeys : setKeys).includes(key))
    throw new Error(`${key} cannot be ${isMatch ? "matched" : "set"}`);
  if (attributed.includes(key) !== (attribute !== null)) throw new Error(`${key}: an attribute is needed, or none`);
  if (isMatch) checkMatch(key, before);
  else checkSetting(key, operator, value);
}

function checkMatch(key: string, before: readonly UdevToken[]): void {
  if (before.some((one) => !matchOperators.includes(one.operator))) throw new Error("a match behind a setting");
  // All of a rule's parent matches must hold on one and the same parent, which a device's own ATTR cannot be.
  if (key === "ATTR" && before.some((one) => parents.includes(one.key))) throw new Error("ATTR beside ATTRS");
}

const shapes: Readonly<Record<string, RegExp>> = {
  MODE: /^0[0-7]{3}$/,
  GROUP: /^[a-z_][a-z0-9_-]*$/,
  SYMLINK: /^(?!\/)(?!.*\.\.)./,
};

function checkSetting(key: string, operator: string, value: string): void {
  if (operator === "+=" && !listKeys.includes(key)) throw new Error(`${key} is no list`);
  if (shapes[key]?.test(value) === false) throw new Error(`${key} ${value}`);
}
