import { answerStandard, identifyUsbDevice, readUsbSetup, takeStandard, type UsbDevice } from "./usb-device.ts";
import {
  encodeUsbipImport,
  encodeUsbipList,
  encodeUsbipSubmitReply,
  encodeUsbipUnlinkReply,
  readUsbipCommand,
  readUsbipOperation,
  type UsbipRequest,
  type UsbipSubmitReply,
  usbStatus,
} from "./usbip-protocol.ts";

/** One client of the emulated bus, from its first byte. */
export type UsbipSession = {
  /** Takes bytes in whatever pieces they come. False when they make no sense: the connection is of no use then. */
  readonly receive: (bytes: Uint8Array) => boolean;
  /** Answers the transfers that have been waiting for what the device has to say by now. */
  readonly flush: () => void;
};

type Submit = Extract<UsbipRequest, { kind: "submit" }>;

export const emulatedBusId = "1-1";
const fullSpeed = 2;
/** A kernel keeps a few transfers waiting on an endpoint. */
const waitingMax = 256;
const nothing = new Uint8Array(0);

/** A full-speed device on a bus of its own. Whatever the client asks, the answers go to `send`. */
export function createUsbipSession(device: UsbDevice, send: (bytes: Uint8Array) => void): UsbipSession {
  const identity = identifyUsbDevice(device.descriptors, emulatedBusId, fullSpeed);
  let held: Uint8Array = new Uint8Array(0);
  let isImported = false;
  let waiting: Submit[] = [];

  const reply = (answer: UsbipSubmitReply) => send(encodeUsbipSubmitReply(answer));
  /** An endpoint that has nothing to say holds its transfer back, as a device on a wire says NAK. */
  const flush = () => {
    const before = waiting;
    waiting = [];
    for (const submit of before) {
      const said = device.take(submit.endpoint);
      if (said === null) waiting.push(submit);
      else reply(bring(submit, said));
    }
  };
  const submit = (request: Submit): boolean => {
    if (request.endpoint === 0) reply(answerControl(device, request));
    else if (!request.isIn) reply(stall(request));
    else waiting.push(request);
    flush();
    return waiting.length <= waitingMax;
  };
  const serve = (request: UsbipRequest): boolean => {
    switch (request.kind) {
      case "list":
        send(encodeUsbipList([identity]));
        return true;
      case "import":
        isImported = request.busId === emulatedBusId;
        send(encodeUsbipImport(isImported ? identity : null));
        return isImported;
      case "submit":
        return submit(request);
      case "unlink": {
        const isWaiting = waiting.some(({ sequence }) => sequence === request.unlinked);
        waiting = waiting.filter(({ sequence }) => sequence !== request.unlinked);
        send(encodeUsbipUnlinkReply(request.sequence, isWaiting ? usbStatus.unlinked : usbStatus.done));
        return true;
      }
      default:
        return request satisfies never;
    }
  };

  return {
    flush,
    receive: (bytes) => {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const read = () => (isImported ? readUsbipCommand(held) : readUsbipOperation(held));
      let reading = read();
      while (reading.kind === "request") {
        held = held.subarray(reading.lengthBytes);
        if (!serve(reading.request)) return false;
        reading = read();
      }
      return reading.kind === "incomplete";
    },
  };
}

function answerControl(device: UsbDevice, submit: Submit): UsbipSubmitReply {
  const setup = readUsbSetup(submit.setup);
  const isStandard = setup.kind === "standard";
  if (setup.isIn) {
    const said = isStandard ? answerStandard(device.descriptors, setup) : device.controlIn(setup);
    return said === null ? stall(submit) : bring(submit, said.subarray(0, setup.lengthBytes));
  }
  const isTaken = isStandard ? takeStandard(setup) : device.controlOut(setup, submit.data);
  if (!isTaken) return stall(submit);
  return { sequence: submit.sequence, status: usbStatus.done, actualBytes: submit.data.length, data: nothing };
}

function stall({ sequence }: Submit): UsbipSubmitReply {
  return { sequence, status: usbStatus.stalled, actualBytes: 0, data: nothing };
}

/** No more than was asked for. */
function bring({ sequence, lengthBytes }: Submit, said: Uint8Array): UsbipSubmitReply {
  const data = said.subarray(0, lengthBytes);
  return { sequence, status: usbStatus.done, actualBytes: data.length, data };
}
