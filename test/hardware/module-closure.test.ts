import { describe, expect, it } from "vitest";
import { orderModules, parseModuleNeeds } from "./module-closure.ts";

const listing = [
  "kernel/net/9p/9pnet.ko:",
  "kernel/net/9p/9pnet_virtio.ko: kernel/net/9p/9pnet.ko kernel/virtio.ko",
  "kernel/virtio.ko:",
  "kernel/usb/vhci-hcd.ko.xz: kernel/usb/usbip-core.ko.xz kernel/usb/usbcore.ko.xz",
  "kernel/usb/usbip-core.ko.xz: kernel/usb/usbcore.ko.xz",
  "kernel/usb/usbcore.ko.xz:",
  "",
].join("\n");

describe("the modules that a guest loads", () => {
  const needs = parseModuleNeeds(listing);

  it("come after all that they need, and once", () => {
    expect(orderModules(needs, ["vhci_hcd", "9pnet-virtio", "usbcore"])).toEqual([
      "kernel/usb/usbcore.ko.xz",
      "kernel/usb/usbip-core.ko.xz",
      "kernel/usb/vhci-hcd.ko.xz",
      "kernel/net/9p/9pnet.ko",
      "kernel/virtio.ko",
      "kernel/net/9p/9pnet_virtio.ko",
    ]);
  });

  it("leave out what no module is called", () => {
    expect(orderModules(needs, ["ext4"])).toEqual([]);
  });

  it("end even where two need each other", () => {
    const loop = parseModuleNeeds("a.ko: b.ko\nb.ko: a.ko\n");
    expect(orderModules(loop, ["a"])).toEqual(["b.ko", "a.ko"]);
  });
});
