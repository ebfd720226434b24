#!/bin/busybox sh
# The guest's first program: loads the modules, puts the host's own files (read-only) under a fresh /dev, /proc, /sys and
# /run, runs the checks there, and turns the machine off. Its console is ttyS0; the checks speak on ttyS1.
busybox=/bin/busybox
$busybox mount -t proc proc /proc
$busybox mount -t sysfs sys /sys
$busybox mount -t devtmpfs dev /dev
for module in /modules/*; do
  case "$module" in
    # One webcam, and nothing that takes time to set up.
    *vivid.ko) options="n_devs=1 node_types=0x1 num_inputs=1 input_types=0" ;;
    *) options="" ;;
  esac
  $busybox insmod "$module" $options || echo "init: no module $module"
done
$busybox mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro host /host || echo "init: no host files"
for dir in proc sys dev; do $busybox mount -o bind /$dir /host/$dir; done
$busybox mkdir -p /host/dev/pts /host/dev/shm
$busybox mount -t devpts devpts /host/dev/pts
$busybox mount -t tmpfs tmpfs /host/dev/shm
$busybox mount -t tmpfs tmpfs /host/run
$busybox mkdir -p /host/run/tmp /host/run/lock
$busybox ip link set lo up
# Whatever hangs, and whoever has gone: the machine does not stay on.
($busybox sleep "$($busybox cat /limit)"; echo "init: too late"; $busybox poweroff -f) &
echo "init: starting the checks"
export HOME=/run TMPDIR=/run/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin
$busybox stty -F /host/dev/ttyS1 raw
$busybox chroot /host /bin/sh -c 'cd "$1" && exec "$2" test/hardware/guest/run-checks.ts' \
  sh "$($busybox cat /repository)" "$($busybox cat /node)" \
  >/host/dev/ttyS1 2>/host/dev/ttyS0 </host/dev/null
echo "init: the checks ended with $?"
$busybox poweroff -f
