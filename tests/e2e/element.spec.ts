import { expect, test } from "./fixtures.ts";
import { errors, heard, openHost } from "./support/host.ts";
import { rows, switchTo, threadRow, title, writeReply } from "./support/page.ts";

const ELEMENT = '<hn-webcomp-innboks base-path="/innboks"></hn-webcomp-innboks>';

test("the page around is told where the citizen is, for whom and how much is unread, and nothing of what they read", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await openHost(kari, ELEMENT);
  await expect(rows(page)).toHaveCount(50);
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Takk");
  await switchTo(page, "Ola Nordmann");
  expect(await errors(page)).toEqual([]);
  void title;
});
