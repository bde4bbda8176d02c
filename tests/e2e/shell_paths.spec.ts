// The inbox in a shell that owns the rest of the page, wherever it stands there.

import { expect, test } from "./fixtures.ts";
import { expectSaved, messages, replyField, rows, threadRow, title, writeReply } from "./support/page.ts";
import { address, ELSEWHERE, IN_SHELL, MAIN } from "./support/servers.ts";
import { footer, header, innboks } from "./support/shell.ts";
import { text } from "./support/texts.ts";

const DIALOGUE = "Hjelp til bandasjeskift etter operasjonen";

for (const { port, shellAt } of [MAIN, ...ELSEWHERE]) {
  test.describe(() => {
    test.use({ baseURL: address(port), base: shellAt });

    test(`below ${shellAt} every page has an address of its own, and what stands beside it is left alone`, async ({
      citizen,
    }) => {
      const below = shellAt.replace(/\/$/, "");
      const kari = await citizen("kari");
      const page = await kari.open();
      await expect(rows(page)).toHaveCount(50);
      await threadRow(page, "t-kari-13").click();
      await expect(page).toHaveURL(`${below}/samtale/t-kari-13`);
      await expect(title(page)).toHaveText(DIALOGUE);
      await page.reload();
      await expect(messages(page).first()).toBeVisible();
      await expect(title(page)).toHaveText(DIALOGUE);
      await page.goto(`${below}/om`);
      await expect(title(page)).toHaveText(text("about.title"));

      const isRoot = below === "";
      await footer(page).getByRole("link", { name: "Om innboksen" }).click();
      await expect(page).toHaveURL("/innboksen");
      // Below the root everything is the inbox's, and this is none of its pages.
      await expect(title(page)).toHaveText(isRoot ? text("notFound.title") : "Om innboksen");
      await expect(innboks(page)).toHaveCount(isRoot ? 1 : 0);
      await page.goBack();
      await expect(page).toHaveURL(`${below}/om`);
      await expect(title(page)).toHaveText(text("about.title"));
      await header(page).getByRole("link", { name: "Innboks", exact: true }).click();
      await expect(rows(page)).toHaveCount(50);
      await page.reload();
      await expect(rows(page)).toHaveCount(50);
    });
  });
}

test.describe(() => {
  test.use({ base: IN_SHELL });

  test("what I write is safe when I go to another page of the shell, and is there when I come back", async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    const page = await kari.open("samtale/t-kari-13");
    await writeReply(page, "Skrevet i farten");
    await header(page).getByRole("link", { name: "Timeavtaler" }).click();
    await expect(page).toHaveURL("/min-helse/timeavtaler");
    await expect(title(page)).toHaveText("Timeavtaler");
    await expect(innboks(page)).toHaveCount(0);
    await expect
      .poll(() => kari.rows("SELECT text, sent FROM drafts WHERE thread_id = 't-kari-13'"))
      .toEqual([{ text: "Skrevet i farten", sent: 0 }]);
    await page.goBack();
    await expect(replyField(page)).toHaveValue("Skrevet i farten");
    await expect(page).toHaveURL(`${IN_SHELL}/samtale/t-kari-13`);
    await replyField(page).fill("Skrevet i farten, og mer");
    await expectSaved(page);
    await expect
      .poll(() => kari.rows("SELECT text FROM drafts WHERE thread_id = 't-kari-13'"))
      .toEqual([{ text: "Skrevet i farten, og mer" }]);
    await expect(page).toHaveTitle("Innboks – Helsenorge (etterlikning)");
  });
});
