# Everything a user or a developer does here. `make` alone prints this list.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
SOURCES = Sources Tests Package.swift $(wildcard Benchmarks)
EARSHOT = .build/release/earshot
DEMO_OUT ?= .build/demo

# Held-out scenes and the model they score.
SPLIT ?= test
SEED ?= 7
VIDEOS ?= 100
OUT ?= .build/scenes
DIR ?= $(OUT)
MODEL ?= sandbox

# The fault bench: LONG=1 runs every fault at its full length, ONLY=TEXT those whose name holds it.
LONG ?=
ONLY ?=
JOBS ?= 4
MINUTES ?= 60
RUNS ?= .build/training

# Tests that watch a camera in real time: run by themselves, so that busy ones do not starve the camera.
REALTIME = "RTSPInputTests|^LiveTests\."

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests build release demo test test-tsan test-asan parity check format lint unit service bench install clean scenes score train bundle faults soak fuzz

help: ## print this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the Debian packages that building needs
	@.ci/setup

setup-tests: ## install also what tests need: RTSP, web and sound servers
	@.ci/setup tests

build: setup ## build for debugging
	$(SWIFT) build

# With Swift's libraries inside: the program runs where there is no toolchain, or one that services may not read.
release: setup ## build the optimised earshot
	$(SWIFT) build -c release --product earshot --static-swift-stdlib

demo: release ## watch the bundled sample with the bundled model and show what came out
	@.ci/demo $(EARSHOT) $(DEMO_OUT)

test: setup-tests ## run every test that needs nothing but this machine
	@Tests/Tools/fetch-clip-merges.sh
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip $(REALTIME)
	$(SWIFT) test --skip-build --filter $(REALTIME)
	@Tests/Faults/run --earshot $(abspath .build/debug/earshot) --jobs $(JOBS)

test-tsan: setup-tests ## run the ring and runner tests under the thread sanitizer
	$(SWIFT) test --sanitize=thread --scratch-path .build/tsan --filter "^PipelineTests\\."

faults: setup-tests release ## break what earshot watches, and see it survive: LONG=1 ONLY=TEXT
	@Tests/Faults/run --earshot $(abspath $(EARSHOT)) --jobs $(JOBS) $(if $(LONG),--long) $(if $(ONLY),--only "$(ONLY)")

soak: setup-tests release ## watch a camera for a long time and print slopes: MINUTES=60
	@Tests/Faults/run --earshot $(abspath $(EARSHOT)) --soak $(MINUTES)

# The readers of what comes from outside: media, checkpoints, event files, pipeline files. XCTest itself leaks at exit.
test-asan: setup-tests ## run the tests of everything that reads foreign bytes under the address sanitizer
	ASAN_OPTIONS=detect_leaks=0 EARSHOT_MUTATIONS=10000 $(SWIFT) test --sanitize=address --scratch-path .build/asan \
		--filter "^(NetworkTests|EventsTests|SpecsTests|MediaTests|SnippetsTests|RecordingTests|BundlesTests)\\." --skip $(REALTIME)

fuzz: setup-tests ## try the readers of files of weights on inputs of libFuzzer's own: MINUTES=60
	@Tests/Fuzz/run $(MINUTES)

parity: setup-tests ## compare the whole network at 360 lines, and the tokenizer on odd strings, with the published code (minutes)
	@Tests/Tools/fetch-clip-merges.sh
	@Tests/Tools/clip-odd-tokens
	EARSHOT_PARITY=1 $(SWIFT) test --filter Parity

check: lint test unit ## what continuous integration runs

format: ## format all Swift files in place
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

lint: ## fail where a Swift file is not formatted or breaks a rule
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

unit: setup-tests ## check the systemd unit: valid, and hardened as it was made to be
	@.ci/systemd

service: setup-tests release ## install into a throw-away copy of this machine, and run the service under systemd there
	@Tests/Service/run

bench: setup-tests release ## seconds per snippet of each stage, beside PyTorch in the same run
	@Benchmarks/run

install: release ## install earshot, its models, its pipelines and its service under PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/earshot/models $(DESTDIR)$(PREFIX)/share/earshot/pipelines
	install -m 755 $(EARSHOT) $(DESTDIR)$(PREFIX)/bin/earshot
	cp -r Sources/Bundles/Resources/sandbox $(DESTDIR)$(PREFIX)/share/earshot/models/
	cp -r Pipelines/. $(DESTDIR)$(PREFIX)/share/earshot/pipelines/
	install -d $(addprefix $(DESTDIR)$(PREFIX)/lib/,systemd/system sysusers.d tmpfiles.d)
	sed 's|@PREFIX@|$(PREFIX)|' systemd/earshot.service.in >$(DESTDIR)$(PREFIX)/lib/systemd/system/earshot.service
	install -m 644 systemd/earshot.sysusers.conf $(DESTDIR)$(PREFIX)/lib/sysusers.d/earshot.conf
	install -m 644 systemd/earshot.tmpfiles.conf $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/earshot.conf

scenes: setup-tests ## make held-out scenes: SPLIT=test SEED=7 VIDEOS=100 OUT=DIR
	@Training/setup.sh scenes
	cd Training && .venv/bin/python -m earshot_training.scenes \
		--split $(SPLIT) --seed $(SEED) --videos $(VIDEOS) --out $(abspath $(OUT))

score: release ## score the bundled model on such scenes: DIR=DIR
	$(EARSHOT) eval --model $(MODEL) $(DIR)

train: setup-tests ## train the bundled model again; resumable: RUNS=DIR
	Training/setup.sh all
	Training/train.sh $(abspath $(RUNS))

bundle: ## write the bundle of a finished training: RUNS=DIR
	Training/bundle.sh $(abspath $(RUNS))

clean: ## remove everything that was built
	rm -rf .build
