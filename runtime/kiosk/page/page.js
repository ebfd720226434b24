// The page renders the view it is sent and posts what is pressed; it holds no rule of the procedure.
const token = location.hash.slice(1);
const visits = document.querySelector("#visits");
const line = document.querySelector("#line");
const problem = document.querySelector("#problem");
const devices = document.querySelector("#devices");

const phases = {
  open: "berjalan",
  suspended: "ditunda",
  finished: "menyegel paket",
  sealed: "menunggu tanda terima",
  closed: "selesai",
  cancelled: "dibatalkan",
};
const hands = ["kanan", "kiri"];
const fingers = ["Jempol", "Telunjuk", "Jari tengah", "Jari manis", "Kelingking"];
const words = {
  "face ": "Foto",
  "signature ": "Tanda tangan",
  "iris right": "Iris kanan",
  "iris left": "Iris kiri",
  ...Object.fromEntries(
    hands.flatMap((hand, side) =>
      fingers.map((finger, index) => [`fingerprint ${side * 5 + index + 1}`, `${finger} ${hand}`]),
    ),
  ),
};
const reasons = {
  missing: "tidak ada",
  bandaged: "dibalut",
  unable: "tidak dapat",
  waived: "dikecualikan",
  "device-unavailable": "perangkat tidak ada",
};
const roles = {
  fingerprint: "Pembaca sidik jari",
  faceCamera: "Kamera foto",
  irisCamera: "Kamera iris",
  signaturePad: "Papan tanda tangan",
  documentScanner: "Pemindai dokumen",
  boothIo: "Lampu dan latar",
  printer: "Pencetak",
};
const problems = { "visit.refused": "Masih ada pemohon di bilik: tunggu sampai selesai." };

const source = new EventSource(`/view?token=${encodeURIComponent(token)}`);
source.addEventListener("message", ({ data }) => show(JSON.parse(data)));
source.addEventListener("error", () => {
  line.textContent = "Bilik tidak menjawab; menyambung lagi…";
});

for (const button of document.querySelectorAll("button[data-service]")) {
  button.addEventListener("click", () => enrol(button));
}

async function enrol(button) {
  problem.textContent = "";
  button.disabled = true;
  try {
    const response = await fetch("/visits", {
      method: "POST",
      headers: { "content-type": "application/json", "x-bilik-token": token },
      body: JSON.stringify({ service: button.dataset.service }),
    });
    if (!response.ok) {
      const { problem: code } = await response.json();
      problem.textContent = problems[code] ?? `Tidak dapat: ${code}`;
    }
  } catch {
    problem.textContent = "Bilik tidak menjawab.";
  } finally {
    button.disabled = false;
  }
}

function show(view) {
  const { isConnected, pending } = view.line;
  line.textContent = `${isConnected ? "Kantor tersambung" : "Kantor tidak tersambung; perekaman tetap berjalan"} · ${pending} paket menunggu`;
  devices.textContent = view.devicesAway
    .map(
      ({ role }) => `${roles[role] ?? role} tidak tersambung; dicoba lagi. Petugas dapat mengecualikan tangkapannya.`,
    )
    .join(" ");
  visits.replaceChildren(...view.visits.map(drawVisit));
}

function drawVisit(visit) {
  const article = element("article");
  article.append(
    element("h2", `${visit.title.id} · ${phases[visit.phase] ?? visit.phase}`),
    element("p", visit.visitId, "id"),
  );
  const table = element("table");
  const head = element("tr");
  head.append(element("th", "Langkah"), ...["Baku", "Kerja", "Tunggu"].map((title) => element("th", title, "figure")));
  table.append(head, ...visit.steps.map(drawStep));
  article.append(table);
  if (visit.captures.length > 0) article.append(drawCaptures(visit.captures));
  article.append(...visit.wrongFingers.map(drawWrongFinger), ...visit.duplicates.map(drawDuplicate));
  if (visit.packageId !== null) article.append(element("p", `Paket ${visit.packageId}`, "id"));
  if (visit.receipt !== null)
    article.append(element("p", `Tanda terima ${visit.receipt.status} ${visit.receipt.receivedAt}`, "id"));
  return article;
}

function drawStep(step) {
  const row = element("tr", "", step.state);
  row.append(
    element("td", step.title.id),
    element("td", formatMs(step.standardMs), "figure"),
    element("td", formatMs(step.workingMs), step.isOverStandard ? "figure over" : "figure"),
    element("td", formatMs(step.waitingMs), "figure"),
  );
  return row;
}

function drawCaptures(captures) {
  const list = element("ul", "", "captures");
  for (const { modality, position, score, exception } of captures) {
    const name = words[`${modality} ${position ?? ""}`] ?? modality;
    const figure = score === null ? "–" : Math.round(score);
    const remark = exception === null ? "" : ` · ${reasons[exception] ?? exception}`;
    list.append(element("li", `${name} ${figure}${remark}`, exception === null ? "" : "exception"));
  }
  return list;
}

function drawWrongFinger({ target, lookalike }) {
  const wanted = nameFinger(target);
  return element(
    "p",
    `Jari yang salah: ini ${nameFinger(lookalike).toLowerCase()}. Tempelkan ${wanted.toLowerCase()}.`,
    "exception",
  );
}

function drawDuplicate({ target, visitId, dismissal }) {
  const decision = dismissal === null ? "menunggu keputusan operator dan orang kedua" : dismissal;
  return element("p", `${nameFinger(target)} sama dengan kunjungan ${visitId} hari ini · ${decision}`, "exception");
}

function nameFinger(target) {
  return words[`fingerprint ${Number(target.slice(-2))}`] ?? target;
}

function formatMs(durationMs) {
  const seconds = Math.floor(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}
