import type { Words } from "../words.ts";

export const screens: Words["screens"] = {
  attract: { title: "Welcome", guide: "Touch the screen to begin. Every service is free." },
  language: { title: "Choose a language", guide: "Touch the language you understand." },
  service: { title: "Choose a service", guide: "Touch the service you need. It is free." },
  "letter-kind": { title: "What is the letter for?", guide: "Touch what you need the letter for." },
  notice: { title: "Your personal data", guide: "Please read this first. Touch I agree once it is clear." },
  identify: { title: "Enter your NIK", guide: "Type the 16 digits, or scan the code on your KK." },
  papers: { title: "Have your papers ready", guide: "Lay one paper on the scanner, then touch Scan." },
  "data-confirmation": {
    title: "Are these data right?",
    guide: "Check your data. Call the officer if anything is wrong.",
  },
  wait: { title: "One moment, please", guide: "An officer is working for you." },
  photo: { title: "Photo", guide: "Look at the camera. Take off glasses. It shoots by itself." },
  "photo-approval": { title: "Do you like this photo?", guide: "You may take it again until you agree." },
  fingers: { title: "Fingerprints", guide: "Lay all that is lit on the glass and hold it." },
  signature: { title: "Signature", guide: "Sign as you usually do." },
  irises: { title: "Eyes", guide: "Open your eyes wide and look straight at the camera." },
  "data-approval": { title: "Read it once more", guide: "Touch I agree if all the data are right." },
  verification: { title: "Check of your finger", guide: "Lay the lit finger on the glass once more." },
  thanks: { title: "Thank you", guide: "Keep this number as proof of your recording." },
  suspended: { title: "Your visit is kept", guide: "You can go on later without starting again." },
  ended: { title: "The visit is over", guide: "Data that were not sent are gone from this screen." },
  "out-of-service": {
    title: "This booth cannot be used now",
    guide: "Please go to the counter. An officer will help you.",
  },
};

export const ended: Words["ended"] = {
  cancelled: "The visit was cancelled. Please ask an officer what comes next.",
  declined: "You did not agree. Please go to the counter and ask.",
};

export const waits: Words["waits"] = {
  "data-validation": "The officer is comparing your data.",
  "data-witness": "An officer will witness that your data are right.",
  "data-entry": "The officer is entering your data.",
  eligibility: "The officer is opening the recording for you.",
  "duplicate-decision": "The officer is checking your fingerprints.",
  "verification-decision": "The officer is checking that your fingerprint matches.",
  attestation: "The officer is declaring that the data are right.",
  signing: "The officers are signing the letter of recording.",
  "letter-check": "The head of section is checking your letter.",
  "letter-validation": "Your letter is being validated.",
  "hand-over": "Your letter is ready. An officer will hand it over.",
  sealing: "Your data are being sealed for sending.",
  machine: "The booth is working. One moment, please.",
};

export const identifyProblems: Words["identifyProblems"] = {
  "not-16-digits": "A NIK has 16 digits. Please check.",
  region: "The first six digits are not right. Please check.",
  day: "The day of birth is not right. Please check.",
  month: "The month of birth is not right. Please check.",
  date: "The date of birth in the NIK is not right. Please check.",
  serial: "The last four digits are not right. Please check.",
  "no-code": "No code with a number on the paper. Type the NIK.",
  "no-scanner": "The scanner is not ready. Type the NIK.",
  "in-hand": "This NIK is being served already. Call the officer.",
  "no-room": "The booth cannot take a new visit. Call the officer.",
};

export const conditions: Words["conditions"] = {
  "office-offline": {
    resident: "The office cannot be reached. Recording goes on.",
    operator: "The office is not connected. Packages are kept safe and sent once it is back.",
  },
  "disk-low": {
    resident: "The booth cannot take a new visit now.",
    operator: "The disk is nearly full. Finish the visits in hand; call the technician.",
  },
  "clock-untrusted": {
    resident: "The booth's clock is being set. Recording goes on.",
    operator: "The clock is not to be trusted. Step times count on; the office checks the dates.",
  },
  "safe-mode": {
    resident: "The booth is being checked. Please go to the counter.",
    operator: "Safe mode: the booth only sends what it holds. Call the technician.",
  },
  "update-pending": {
    resident: "The booth will be updated once you are done.",
    operator: "An update waits. It installs itself when no visit is open.",
  },
  "on-battery": {
    resident: "The power is out. The booth has a battery; carry on.",
    operator: "Running on battery. Finish this visit; open no new one.",
  },
};

export const devicesAway: Words["devicesAway"] = {
  fingerprint: {
    resident: "The fingerprint reader is not ready. An officer will help.",
    operator: "Without it the operator may except fingers with a second person.",
  },
  faceCamera: {
    resident: "The face camera is not ready. An officer will help.",
    operator: "Suspend the visit; only the operator and a second person may go on without a photo.",
  },
  irisCamera: {
    resident: "The eye camera is not ready. An officer will help.",
    operator: "Without it the operator may except the eyes with a second person.",
  },
  signaturePad: {
    resident: "The signature pad is not ready. An officer will help.",
    operator: "Without it the operator may except the signature with a second person.",
  },
  documentScanner: {
    resident: "The scanner is not ready. Show your papers to an officer.",
    operator: "Until then an officer checks the papers and ticks them without a scan.",
  },
  boothIo: {
    resident: "The booth's lights are not ready. Recording goes on.",
    operator: "Backdrop and lights do not move by themselves: hang the backdrop by hand. The help button is not heard.",
  },
  printer: {
    resident: "The letter printer is not ready. Recording goes on.",
    operator: "Letters wait: mend the printer, then Print again in Overview. Nothing needs to be excepted.",
  },
  receiptPrinter: {
    resident: "No receipt is printed. Its number is on the screen.",
    operator: "Receipts are shown on the screen only, as number and code. Nothing is to be decided.",
  },
};

export const surfaces: Words["surfaces"] = {
  screen: "Sign inside this box, then touch Done.",
  pad: "Sign on the signature pad.",
  paper: "Sign on the paper, then lay it on the scanner.",
};

export const deviceRoles: Words["deviceRoles"] = {
  fingerprint: "Fingerprint reader",
  faceCamera: "Face camera",
  irisCamera: "Eye camera",
  signaturePad: "Signature pad",
  documentScanner: "Paper scanner",
  boothIo: "Lights and sensors",
  printer: "Printer",
  receiptPrinter: "Receipt printer",
};

export const deviceRemedies: Words["deviceRemedies"] = {
  connect: "Check the cable and switch the device on. The booth reconnects by itself.",
  restart: "Switch the device off, wait, and on again. If it stays, call the technician.",
  reconfigure: "Device and booth do not agree. Call the technician with this code.",
  distrust: "Do not use it before a technician has seen it.",
  wait: "The device is still at work. Wait, then ask again.",
  place: "Wipe the device's glass, then have the resident try again.",
  repeat: "Ask again. If it comes back, unplug it and plug it in.",
};

export const failures: Words["failures"] = {
  "driver.timeout": {
    resident: "The device has seen nothing yet. Follow the picture, try again.",
    operator: "The device did not answer in time.",
  },
  "driver.disconnected": {
    resident: "The device is not connected. An officer will help.",
    operator: "The device is gone. Check its cable and its power.",
  },
  "driver.busy": {
    resident: "The device is in use. Wait a moment, try again.",
    operator: "The device is still at work. Wait, then ask again.",
  },
  "driver.malformed": {
    resident: "The device gave no result. Please try again.",
    operator: "The device sent damaged data. Unplug it and plug it in again.",
  },
  "driver.no-biometric": {
    resident: "Nothing seen yet. Follow the picture, try again.",
    operator: "The device says that there is nothing to record.",
  },
  "driver.untrusted": {
    resident: "This device cannot be used yet. An officer will help.",
    operator: "The device cannot prove that it is genuine. Do not use it; call the technician.",
  },
  "no-page": {
    resident: "No paper seen. Lay it straight, then scan again.",
    operator: "The scanner found no page.",
  },
  other: {
    resident: "That did not work. Try again or call the officer.",
    operator: "The device failed. Try again; if it recurs, call the technician.",
  },
};
