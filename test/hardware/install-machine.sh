#!/usr/bin/env bash
# Brings what the guest-kernel test runs on, where we may: Debian, as root. What stays missing is said by the test itself.
set -eu
missing=()
command -v qemu-system-x86_64 >/dev/null 2>&1 || missing+=(qemu-system-x86)
command -v busybox >/dev/null 2>&1 || missing+=(busybox-static)
[ -x /usr/sbin/usbip ] || missing+=(usbip)
command -v ffmpeg >/dev/null 2>&1 || missing+=(ffmpeg)
command -v v4l2-ctl >/dev/null 2>&1 || missing+=(v4l-utils)
if ! command -v apt-get >/dev/null 2>&1; then
  [ ${#missing[@]} -eq 0 ] || echo "not installed, and this is no Debian: ${missing[*]}"
  exit 0
fi
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -ne 0 ]; then
  echo "not installed, and only root can: ${missing[*]}"
  exit 0
fi
# The kernel is fetched by apt as well, and the lists of a fresh system are empty.
if [ ${#missing[@]} -gt 0 ] || ! apt-cache show linux-image-amd64 >/dev/null 2>&1; then
  [ "$(id -u)" -ne 0 ] || timeout 120 apt-get update -qq || echo "apt-get update failed"
fi
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
if ! timeout 300 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
  echo "could not install ${missing[*]}"
fi
