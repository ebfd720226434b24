import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoothError, isFailure } from "../../../runtime/kernel/errors.ts";
import { parseRegisterList } from "../../../runtime/registry/parse-register-list.ts";

const header =
  "nik,namaLengkap,jenisKelamin,tempatLahir,tanggalLahir,statusPerkawinan,kewarganegaraan,alamat,sudahRekam";
const siti = '9901014101900001,SITI CONTOH,P,KARANG MULYA,1990-01-01,KAWIN,WNI,"JL. CONTOH NO. 1, RT 2",tidak';
const budi = "9901010101850002,BUDI UJI,L,KUMAI,1985-01-01,BELUM KAWIN,WNI,,ya";
const path = "penduduk.csv";
const csv = (...lines: readonly string[]) =>
  parseRegisterList({ path, text: [header, ...lines].join("\n"), form: "csv" });
const json = (value: unknown) =>
  parseRegisterList({ path, text: typeof value === "string" ? value : JSON.stringify(value, null, 2), form: "json" });

function problemsOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (isFailure(error, "registry.invalid")) return error.detail.problems;
    throw error;
  }
  throw new BoothError("registry.invalid", { path, problems: "none was found" });
}

const sitiRow = {
  isRecorded: false,
  biodata: {
    nik: "9901014101900001",
    namaLengkap: "SITI CONTOH",
    jenisKelamin: "P",
    tempatLahir: "KARANG MULYA",
    tanggalLahir: "1990-01-01",
    statusPerkawinan: "KAWIN",
    kewarganegaraan: "WNI",
    alamat: "JL. CONTOH NO. 1, RT 2",
  },
};

describe("a register in a file", () => {
  it("is read from CSV, empty fields left out", () => {
    const rows = csv(siti, budi);
    expect(rows[0]).toEqual(sitiRow);
    expect(rows[1]).toMatchObject({ isRecorded: true, biodata: { nik: "9901010101850002" } });
    expect(rows[1]?.biodata).not.toHaveProperty("alamat");
    expect(csv()).toEqual([]);
  });

  it("is read from JSON just the same", () => {
    const { isRecorded: _, biodata } = sitiRow;
    expect(json([biodata, { ...biodata, nik: "9901014101900002", sudahRekam: true }])).toEqual([
      sitiRow,
      { isRecorded: true, biodata: { ...biodata, nik: "9901014101900002" } },
    ]);
  });

  it("names line and column of everything that is wrong, and no value of it", () => {
    const bad = "9901014101900,SITI RAHASIA,X,,1990-02-30,KAWIN,WNI,,mungkin";
    const problems = problemsOf(() => csv(siti, bad, budi));
    expect(problems.split("\n")).toHaveLength(5);
    for (const field of ["nik", "jenisKelamin", "tempatLahir", "tanggalLahir", "sudahRekam"])
      expect(problems).toMatch(new RegExp(`^line 3: ${field}: `, "m"));
    expect(problems).not.toMatch(/RAHASIA|9901014101900|mungkin/);
  });

  it("refuses a NIK that cannot be one, and one that comes twice", () => {
    expect(problemsOf(() => csv(siti.replace("9901014101", "9901019901")))).toBe(
      "line 2: nik: must have the form of a NIK",
    );
    expect(problemsOf(() => csv(siti, budi, siti))).toBe("line 4: nik is that of line 2");
  });

  it("refuses columns that it does not know, that come twice, or that a line does not fill", () => {
    const table = (text: string) => problemsOf(() => parseRegisterList({ path, text, form: "csv" }));
    expect(table("nik,nama,nik\n1,2,3")).toBe('line 1: unknown column "nama"\nline 1: column nik twice');
    expect(table("")).toBe("line 1: no columns");
    expect(problemsOf(() => csv(siti, "a,b"))).toBe("line 3: 2 fields under 9 columns");
    expect(problemsOf(() => csv(siti, 'a,"b'))).toBe("line 3: a quoted field without its end");
  });

  it("counts lines of the file where an address runs over two", () => {
    const twoLines = siti.replace("NO. 1,", "NO. 1\n");
    expect(problemsOf(() => csv(twoLines, budi.replace(",L,", ",?,")))).toMatch(/^line 4: jenisKelamin/);
  });

  it("counts lines of JSON too, also where it is none", () => {
    const { biodata } = sitiRow;
    const text = JSON.stringify([biodata, { ...biodata, nik: "12", namaLengkap: 'A "]" {[,' }, 7], null, 1);
    const problems = problemsOf(() => json(text)).split("\n");
    expect(problems[0]).toMatch(/^line 12: nik: must be 16 digits/);
    expect(problems.at(-1)).toMatch(/^line 22: /);
    expect(problemsOf(() => json('[\n{"nik": 1},\n oops]'))).toBe("line 3: not JSON");
    expect(problemsOf(() => json("[\n{"))).toBe("line 2: not JSON");
    expect(problemsOf(() => json("{}"))).toBe("line 1: not an array");
    expect(problemsOf(() => json([{ ...biodata, umur: "5" }]))).toBe("line 2: unknown fields");
  });

  it("tells twenty things at most, and how many more there are", () => {
    const lines = Array.from({ length: 30 }, () => siti.replace(",P,", ",?,"));
    const problems = problemsOf(() => csv(...lines)).split("\n");
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe("and 10 more");
  });

  it("is taken or refused with its reason, whatever the text", () => {
    const unit = fc.constantFrom(",", '"', "\n", "nik", "[", "]", "{", "}", ":", siti, header, "true", " ");
    fc.assert(
      fc.property(fc.string({ unit }), fc.constantFrom<"csv" | "json">("csv", "json"), (text, form) => {
        try {
          expect(Array.isArray(parseRegisterList({ path, text, form }))).toBe(true);
        } catch (error) {
          expect(isFailure(error, "registry.invalid")).toBe(true);
        }
      }),
    );
  });
});
