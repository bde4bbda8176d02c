import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "./fixtures.ts";
import { openHost } from "./support/host.ts";
import { rows } from "./support/page.ts";

const shipped = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../public/${name}`, import.meta.url)), "utf8");

type Manifest = {
  modules: {
    declarations: {
      attributes: { name: string }[];
      members: { name: string; attribute?: string; readonly?: boolean }[];
      events: { name: string; type: { text: string } }[];
    }[];
  }[];
};

/** The members of an interface of `innboks.d.ts`, with their types. */
function members(name: string): Map<string, { type: string; isReadonly: boolean }> {
  const file = ts.createSourceFile("innboks.d.ts", shipped("innboks.d.ts"), ts.ScriptTarget.Latest, true);
  const found = file.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === name);
  if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`no interface ${name}`);
  const of = (member: ts.TypeElement) => {
    if (!ts.isPropertySignature(member) || !member.type) throw new Error(`not a property: ${member.getText()}`);
    const isReadonly = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false;
    const key = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    return [key, { type: member.type.getText(), isReadonly }] as const;
  };
  return new Map(found.members.map(of));
}

/** The values of a union of `innboks.d.ts`. */
function values(name: string): string[] {
  const [, union = ""] = new RegExp(`type ${name} =([^;]+);`).exec(shipped("innboks.d.ts")) ?? [];
  return [...union.matchAll(/"([^"]+)"/g)].map(([, value = ""]) => value);
}

test("what the types, the manifest and the README promise an integrator is what the element has", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await openHost(kari, '<hn-webcomp-innboks base-path="/innboks"></hn-webcomp-innboks>');
  await expect(rows(page)).toHaveCount(50);
  const has = await page.evaluate(() => {
    const made = customElements.get("hn-webcomp-innboks") as unknown as { observedAttributes: string[] };
    const own = Object.getOwnPropertyDescriptors((made as unknown as { prototype: object }).prototype);
    const properties = Object.entries(own).filter(([, { get }]) => get);
    return {
      attributes: made.observedAttributes,
      properties: properties.map(([name, { set }]) => ({ name, isReadonly: !set })),
    };
  });
  // Every element has this one.
  const properties = [{ name: "lang", isReadonly: false }, ...has.properties];

  const declaration = (JSON.parse(shipped("custom-elements.json")) as Manifest).modules[0]?.declarations[0];
  expect(declaration?.attributes.map(({ name }) => name)).toEqual(has.attributes);
  expect(declaration?.members.map(({ name, readonly = false }) => ({ name, isReadonly: readonly }))).toEqual(
    properties,
  );
  expect(declaration?.members.flatMap(({ attribute = [] }) => attribute).toSorted()).toEqual(has.attributes.toSorted());
  const typed = [...members("InnboksElement")].map(([name, { isReadonly }]) => ({ name, isReadonly }));
  expect(typed).toEqual(properties);

  const events = [...members("InnboksEventMap")].map(([name, { type }]) => ({ name, type: { text: type } }));
  expect(declaration?.events.map(({ name, type }) => ({ name, type }))).toEqual(events);

  const readme = shipped("README.md");
  const rowsOf = (heading: string): string[] => {
    const [, section = ""] = readme.split(`\n## ${heading}\n`);
    const [table = ""] = section.split("\n## ");
    return [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name = ""]) => name);
  };
  expect(rowsOf("Attributes")).toEqual(has.attributes);
  expect(rowsOf("Properties")).toEqual(properties.map(({ name }) => name));
  expect(rowsOf("Events")).toEqual(events.map(({ name }) => name));
  expect(rowsOf("Errors")).toEqual(values("InnboksErrorCode"));
  for (const kind of values("InnboksPage")) expect(readme).toContain(`\`${kind}\``);
});

test("the types and the manifest stand beside the script, where assets.json says", async ({ citizen }) => {
  const kari = await citizen("kari");
  const answer = await kari.context.request.get("/innboks/assets.json");
  const assets = (await answer.json()) as { version: string; types: string; customElements: string };
  expect(shipped("../Cargo.toml")).toContain(`\nversion = "${assets.version}"\n`);
  for (const [address, name] of [
    [assets.types, "innboks.d.ts"],
    [assets.customElements, "custom-elements.json"],
  ] as const) {
    const file = await kari.context.request.get(address);
    expect(file.status(), address).toBe(200);
    expect(await file.text()).toBe(shipped(name));
  }
});
