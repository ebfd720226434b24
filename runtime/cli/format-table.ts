export type Column = { readonly title: string; readonly align: "left" | "right" };

/** Lines of a plain table: a heading, a rule, the rows; columns two spaces apart. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? "").length)),
  );
  const format = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? "";
        const width = widths[index] ?? 0;
        return align === "left" ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return [
    format(columns.map(({ title }) => title)),
    widths.map((width) => "─".repeat(width)).join("  "),
    ...rows.map(format),
  ];
}
