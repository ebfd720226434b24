// The import table of the architecture: who may know whom. `make check` holds the code to it.
// Floors of runtime/, from the ground. A room may import any lower floor, never its own or a higher one.
const floors = [
  ["kernel"],
  ["config", "procedure"],
  ["journal", "vault", "settings", "record", "transfer", "inference"],
  ["visit", "access", "registry", "letters"],
  ["capture", "uplink", "office"],
  ["health", "kiosk", "attendant", "sealing", "matching"],
  ["demo"],
];
const ground = "(kernel)";
const compositionRoots = "^runtime/main\\.ts$|^runtime/compose-|^runtime/cli/";

const upward = floors.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const allowed = [room, ...floors.slice(0, floor).flat()].join("|");
    return {
      name: `floor-${floor}-${room}-imports-only-lower-floors`,
      severity: "error",
      from: { path: `^runtime/${room}/` },
      to: { path: "^runtime/", pathNot: `^runtime/(${allowed})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...upward,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "kernel-is-a-leaf",
      severity: "error",
      from: { path: "^runtime/kernel" },
      to: { path: "^(runtime|drivers|pipelines|provisioning|models)/", pathNot: "^runtime/kernel" },
    },
    {
      name: "pipelines-are-pure",
      comment: "no Node built-in, no package, no clock, no network: pixels and limits in, verdict out",
      severity: "error",
      // Kernels are compiled by Node, at build time.
      from: { path: "^pipelines", pathNot: "^pipelines/(codec|simd/(build-simd|compile-kernels)\\.ts$)" },
      to: { pathNot: "^(pipelines|runtime/kernel)" },
    },
    {
      name: "kernels-in-webassembly-know-only-each-other",
      severity: "error",
      from: { path: "^(pipelines|models)/.*/assembly/" },
      to: { pathNot: "^(pipelines|models)/.*/assembly/" },
    },
    {
      name: "codecs-know-only-their-library",
      severity: "error",
      from: { path: "^pipelines/codec" },
      to: { pathNot: "^(pipelines|runtime/kernel)|node_modules/(@cornerstonejs|zxing-wasm)" },
    },
    {
      name: "drivers-know-only-kernel",
      severity: "error",
      from: { path: "^drivers/([^/]+)" },
      to: {
        path: "^(runtime|drivers|pipelines|provisioning|models)/",
        pathNot: `^(drivers/$1/|drivers/transport/|drivers/recording/|runtime/${ground}/)`,
      },
    },
    {
      name: "only-compose-sees-concrete-drivers",
      severity: "error",
      from: { path: "^runtime", pathNot: compositionRoots },
      to: { path: "^drivers/", pathNot: "-driver\\.ts$" },
    },
    {
      name: "the-office-knows-nothing-of-the-booth",
      severity: "error",
      from: { path: "^runtime/office" },
      to: { path: "^(runtime|drivers|pipelines)/", pathNot: "^runtime/(office|record|transfer|config|kernel)/" },
    },
    {
      name: "the-page-knows-only-the-wire",
      comment: "it renders a view and posts intents, and holds no rule of the procedure",
      severity: "error",
      // The voice is made at build time, by Node.
      from: { path: "^runtime/kiosk/page/", pathNot: "^runtime/kiosk/page/voice/build-voice\\.ts$" },
      to: { pathNot: "^runtime/kiosk/(page|wire)/|node_modules/(preact|@preact/signals)/" },
    },
    {
      name: "nothing-but-the-page-imports-the-page",
      comment: "it runs in a browser; the kiosk serves its built files",
      severity: "error",
      from: { path: "^(runtime|drivers|pipelines|provisioning|models)/", pathNot: "^runtime/kiosk/page/" },
      to: { path: "^runtime/kiosk/page/" },
    },
    {
      name: "provisioning-knows-only-config",
      severity: "error",
      from: { path: "^provisioning" },
      to: { path: "^(runtime|drivers|pipelines|models)/", pathNot: "^runtime/(config|kernel)/" },
    },
    {
      name: "only-compose-provisions-or-builds",
      severity: "error",
      from: { path: "^(runtime|drivers|pipelines)", pathNot: compositionRoots },
      to: { path: "^(provisioning|models)/" },
    },
    {
      name: "tests-are-not-shipped",
      severity: "error",
      from: { path: "^(runtime|drivers|pipelines|provisioning|models)" },
      to: { path: "^test/" },
    },
    {
      name: "no-development-package-in-the-product",
      severity: "error",
      from: { path: "^(runtime|drivers|pipelines|provisioning)", pathNot: "^pipelines/simd/compile-kernels\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^runtime/kiosk/page/build/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
