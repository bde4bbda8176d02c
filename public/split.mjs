// Cuts a module in two at the gates of src/page/second.rs: what only gates lead to goes into a second one, which shares
// memory, table and globals with the first. The first calls into the second through the table, whose places for it are
// filled when it comes, as are the addresses of its data; the second imports functions of the first by their places in
// the table (`modules.js`).
import binaryen from "binaryen";
import { DATA, dataSegments, section } from "./wasm.mjs";

const HOLE = "hole";
const STACK = "__stack_pointer";
const ANY_SIZE = 0xffffffff;
const { none, i32, Features } = binaryen;
const FEATURES =
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.CallIndirectOverlong |
  Features.Multivalue |
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.ReferenceTypes |
  Features.SignExt;

/** The two modules; `isSecond` tells a function of the second by name, `addresses` are the runs of its data. */
export function split(bytes, isSecond, addresses) {
  const data = takeData(bytes, addresses);
  const [first, second] = [open(bytes), open(bytes)];
  const functions = defined(first);
  const table = functionTable(first);
  const lacking = takeOut(
    first,
    functions.filter(({ name }) => isSecond(name)),
    table,
  );
  const shared = leaveOut(
    second,
    functions.filter(({ name }) => !isSecond(name)),
    table,
    data,
  );

  const names = [
    ...table.names,
    ...new Set([...lacking, ...shared].map(({ name }) => name).filter((name) => !table.names.includes(name))),
  ];
  const placeOf = (name) => table.start + names.indexOf(name);
  setTable(first, table, table.start + names.length);
  elements(first, table, [{ at: 0, names: names.map((name) => (isSecond(name) ? HOLE : name)) }]);
  for (const one of lacking) throughTable(first, table, one, placeOf(one.name));
  first.addTableExport(table.name, "table");
  first.addGlobalExport(STACK, "stack");

  elements(second, table, runs(names, isSecond));
  for (const { name, params, results } of shared) {
    second.removeFunction(name);
    second.addFunctionImport(name, "place", String(placeOf(name)), params, results);
  }
  return [first, second].map(written);
}

function open(bytes) {
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  return module;
}

function written(module) {
  if (!module.validate()) throw new Error("a part of the module is not valid");
  const bytes = module.emitBinary();
  module.dispose();
  return Buffer.from(bytes);
}

function defined(module) {
  const all = Array.from({ length: module.getNumFunctions() }, (_, at) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(at)),
  );
  return all.filter(({ module }) => !module);
}

/** The table of functions, with the one list that fills it. */
function functionTable(module) {
  if (module.getNumElementSegments() !== 1) throw new Error("not one list of functions");
  const segment = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0));
  return { name: segment.table, segment: segment.name, start: 1, names: segment.data };
}

/** Takes functions out of the first module; answers those that it calls itself. */
function takeOut(module, functions, table) {
  const isOut = new Set(functions.map(({ name }) => name));
  module.addFunction(HOLE, none, none, [], module.unreachable());
  elements(module, table, [{ at: 0, names: table.names.map((name) => (isOut.has(name) ? HOLE : name)) }]);
  for (const one of functions) throughTable(module, table, one, 0);
  module.runPasses(["remove-unused-module-elements"]);
  const left = new Set(defined(module).map(({ name }) => name));
  return functions.filter(({ name }) => left.has(name));
}

/** Takes the data at these addresses out of the module, which has zeros there, and answers it. */
function takeData(bytes, addresses) {
  const content = section(bytes, DATA);
  return dataSegments(content).flatMap(({ address, from, to }) =>
    addresses
      .map((run) => [Math.max(run.from, address), Math.min(run.to, address + to - from)])
      .filter(([start, end]) => start < end)
      .map(([start, end]) => {
        const piece = content.subarray(from + start - address, from + end - address);
        const data = Buffer.from(piece);
        piece.fill(0);
        return { start, data };
      }),
  );
}

/** Leaves in the second module nothing but its own functions and data, and what they use; answers what it uses of the first. */
function leaveOut(module, functions, table, data) {
  const isOut = new Set(functions.map(({ name }) => name));
  for (const { name, params, results } of functions) {
    module.removeFunction(name);
    module.addFunctionImport(name, "place", name, params, results);
  }
  elements(
    module,
    table,
    runs(table.names, (name) => !isOut.has(name)),
  );
  const exports = Array.from({ length: module.getNumExports() }, (_, at) =>
    binaryen.getExportInfo(module.getExportByIndex(at)),
  );
  for (const { name } of exports) module.removeExport(name);
  // Of any size: the first says which.
  const segments = data.map(({ start, data }) => ({ offset: module.i32.const(start), data, passive: false }));
  module.setMemory(0, ANY_SIZE, null, segments);
  setTable(module, table, 0, ANY_SIZE);
  const exported = (kind) => exports.find(({ kind: its }) => its === kind);
  const memory = exported(binaryen.ExternalMemory);
  module.addMemoryImport(memory.value, "first", memory.name);
  const references = exported(binaryen.ExternalTable);
  module.addTableImport(references.value, "first", references.name);
  module.addTableImport(table.name, "first", "table");
  module.addGlobalImport(STACK, "first", "stack", i32, true);
  // Its own must stay though nothing in it leads there.
  for (const { name } of defined(module)) module.addFunctionExport(name, name);
  module.runPasses(["remove-unused-module-elements"]);
  const used = Array.from({ length: module.getNumFunctions() }, (_, at) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(at)),
  );
  for (const { name } of defined(module)) module.removeExport(name);
  return used.filter(({ module }) => module === "place");
}

/** A function that calls its namesake in the second module. */
function throughTable(module, table, { name, params, results }, place) {
  const values = binaryen.expandType(params).map((type, at) => module.local.get(at, type));
  const call = module.call_indirect(table.name, module.i32.const(place), values, params, results);
  module.removeFunction(name);
  module.addFunction(name, params, results, [], call);
}

function setTable(module, { name }, size, most = size) {
  module.removeTable(name);
  module.addTable(name, size, most, binaryen.funcref);
}

/** Fills the table: lists of names, each from a place on. */
function elements(module, { name, start }, lists) {
  while (module.getNumElementSegments() > 0) {
    module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0)).name);
  }
  lists.forEach(({ at, names }, index) => {
    module.addActiveElementSegment(name, `list${index}`, names, module.i32.const(start + at));
  });
}

/** The names that are meant, in runs with their places. */
function runs(names, isMeant) {
  const found = [];
  names.forEach((name, at) => {
    if (!isMeant(name)) return;
    const last = found.at(-1);
    if (last && last.at + last.names.length === at) last.names.push(name);
    else found.push({ at, names: [name] });
  });
  return found;
}
