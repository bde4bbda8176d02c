# Two commands are enough: `make run` and `make test`. Each installs what it needs first.
SHELL := /bin/bash
export PATH := $(CURDIR)/.tools/cargo/bin:$(CURDIR)/node_modules/.bin:$(PATH)
PORT ?= 4180
STAND_IN := target/debug/innboks-public-api

.PHONY: run test deep dist dev setup setup-build format check native mutants wasm contract e2e transcripts engines engines-smoke screenshots bench

run: dist stand-in ## build the release app and serve it with demo personas
	@echo "Open http://localhost:$(PORT)/login"
	@echo "In a mock of Helsenorge's shell, once logged in: http://localhost:$(PORT)/min-helse/innboks"
	$(STAND_IN) --dist dist --data .tools/run-data --port $(PORT)

dev: setup-build stand-in ## rebuild on change, served under the same headers
	$(STAND_IN) --dist dist --data .tools/run-data --port $(PORT) & trap 'kill %1' EXIT; trunk watch

test: setup check native wasm dist contract ## everything that must hold; browser tests that passed today are not run again unless something changed
	.ci/unless-passed e2e $(MAKE) e2e
	.ci/unless-passed engines $(MAKE) engines-smoke
	node tests/e2e/rules.mjs
	@echo "All tests passed."

deep: test mutants screenshots ## long checks: more generated calls and claims, all hostile strings, every fault of every call, leaks, monkeys, mutants of the policy, the boundary's tests without its guards, what scale costs
	PROPTEST_CASES=100000 cargo test -p innboks --lib damage
	INNBOKS_DEEP=1 $(E2E) claims hostile.spec every_state shell_leaks
	INNBOKS_DEEP=1 $(E2E) fault_matrix json_texts /leaks.spec monkey
	CONFORMANCE_EXAMPLES=100 tests/public-api/conform
	tests/e2e/unguarded/run
	$(MAKE) engines
	$(MAKE) bench

dist: setup-build ## the release app in dist/, with its size
	.ci/build

stand-in:
	cargo build --quiet -p innboks-public-api

setup:
	@.ci/setup

setup-build:
	@.ci/setup build

format: ## write what `check` asks for
	cargo fmt --all
	prettier --write --log-level=warn .

check: setup
	cargo fmt --all --check
	prettier --check --log-level=warn .
	tsc -p tests/e2e --noEmit
	tsc -p tests/bench --noEmit
	tsc -p tests/engines --noEmit
	cargo clippy --quiet -p innboks --all-targets --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --quiet -p innboks-public-api --all-targets -- -D warnings
	node style/check.mjs
	git apply --check tests/e2e/unguarded/*.patch # they take out guards that must still be where they say
	redocly lint --config tests/public-api/redocly.yaml tests/public-api/openapi.yaml

native: setup
	@mkdir -p test-results
	set -o pipefail; { cargo test -p innboks --lib \
	  && cargo test -p innboks --release --no-default-features --test policy \
	  && cargo test -p innboks-public-api; } 2>&1 | tee test-results/native.txt

MUTANTS := cargo mutants --no-shuffle -f 'src/domain/**' --no-default-features -o test-results
mutants: ## every change to the domain that a tool can think of, which some test must notice
	@.ci/setup deep
	@mkdir -p test-results
	-$(MUTANTS) -- --lib
	$(MUTANTS) --iterate --profile release -- --test policy # what the quick tests let through

wasm: setup
	CHROMEDRIVER=$$(command -v chromedriver) CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	  cargo test -p innboks --target wasm32-unknown-unknown --test web

contract: stand-in
	tests/public-api/conform

IN_BROWSER := INNBOKS_STAND_IN=$(CURDIR)/$(STAND_IN) INNBOKS_DIST=$(CURDIR)/dist playwright test
E2E := $(IN_BROWSER) -c tests/e2e
e2e: dist stand-in
	$(E2E)
	node tests/e2e/second_tries.mjs

transcripts: dist stand-in ## writes down anew what whole journeys sound like
	INNBOKS_RENEW=1 $(E2E) journeys

engines: dist stand-in ## the journeys in Chromium, Firefox and WebKitGTK
	$(IN_BROWSER) -c tests/engines

engines-smoke: dist stand-in ## the first of them in each
	$(IN_BROWSER) -c tests/engines --grep @smoke

screenshots: dist stand-in ## what it looks like, for people to look at
	INNBOKS_PICTURES=1 $(E2E) screenshots

bench: dist stand-in ## what mailboxes of 50, 1,000 and 100,000 threads cost, and what the app costs beside a page written by hand
	$(IN_BROWSER) -c tests/bench
