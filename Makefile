# Everything goes through the project's own Node; `npm ci` brings it. Any Node >= 20 with npm can start it off.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export ONNXRUNTIME_NODE_INSTALL := skip
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

BILIK := npm run -s bilik --

.PHONY: help setup run test thorough check bench faults fuzz hardware portrait iris signature papers page voice clean

help: ## shows the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The stamp is newer than the lockfile exactly when the installed packages are those of the lockfile.
node_modules/.setup-stamp: package-lock.json package.json
	npm ci --loglevel=error
	@touch $@

# The sums over pixels, as WebAssembly: everything that looks at a picture needs them.
pipelines/simd/build/.setup-stamp: node_modules/.setup-stamp pipelines/simd/build-simd.ts $(wildcard pipelines/simd/assembly/*.ts)
	npm run -s simd:build
	@touch $@

models/build/.setup-stamp: pipelines/simd/build/.setup-stamp models/manifest.json
	$(BILIK) models build
	@touch $@

# Newer than every source of the page, and than the packages in it, exactly when the built page is up to date.
page_sources := vite.config.ts $(shell find runtime/kiosk/page runtime/kiosk/wire -path '*/page/build' -prune -o -type f -print)

runtime/kiosk/page/build/.setup-stamp: node_modules/.setup-stamp $(page_sources)
	npm run -s page:build
	@touch $@

setup: pipelines/simd/build/.setup-stamp models/build/.setup-stamp runtime/kiosk/page/build/.setup-stamp ## installs packages, builds kernels, models and page; does nothing where all are there

run: setup ## starts a whole booth on simulated devices and prints its address
	@exec $(BILIK) booth

check: setup ## format, lint, types, import table
	npm run -s check

test: setup ## sets up what is missing and runs every test
	@bash test/install-peers.sh
	npm run -s test

thorough: setup ## every test at its full size, with every path and drawn case; half an hour
	@bash test/install-peers.sh
	BILIK_TESTS=thorough npm run -s test

bench: setup ## measures, and writes docs/bench.md
	node test/bench/run-bench.ts

portrait: setup ## measures portraits made worse level by level, and writes docs/portrait.md
	node test/pipelines/face/levels/write-levels.ts

iris: setup ## measures drawn eyes made worse level by level, and writes docs/iris.md
	node test/pipelines/iris/write-iris-doc.ts

signature: setup ## measures drawn signatures on pad and paper against the limits, and writes docs/signature.md
	node test/pipelines/signature/write-levels.ts

papers: setup ## photographs drawn papers, reads their numbers, and writes docs/papers.md; some minutes
	node test/papers/write-report.ts

faults: setup ## cuts power under real file systems (root); says why where it cannot
	node test/faults/run-faults.ts

fuzz: pipelines/simd/build/.setup-stamp ## feeds spoilt WSQ files to the decoder for ten minutes
	node test/pipelines/codec/wsq/run-fuzz.ts

# Skipped (77) is not failed.
hardware: pipelines/simd/build/.setup-stamp ## drivers on a real kernel, in qemu, with emulated devices; a minute or two
	@bash test/hardware/install-machine.sh
	@node test/hardware/run-hardware.ts || [ $$? -eq 77 ]

page: setup ## every screen in a real browser, in every size and language, and its picture in docs/kiosk
	@bash test/install-peers.sh
	node test/page/run-page.ts

voice: node_modules/.setup-stamp ## speaks the page's words with espeak-ng, or takes what people recorded; part of set-up
	@bash test/install-peers.sh
	node runtime/kiosk/page/voice/build-voice.ts

clean: ## removes what setup made and the state of demonstration runs
	rm -rf node_modules pipelines/simd/build models/build runtime/kiosk/page/build .setup .bilik
