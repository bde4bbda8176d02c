import { expect, test } from "./fixtures.ts";
import { HEALTH_CONTACT, choose, subjectField } from "./support/compose.ts";
import { rows, title } from "./support/page.ts";

type Frames = { held: FrameRequestCallback[] | null };

test("whoever writes already when the heading would take the focus goes on writing where they are", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  // A machine so slow that the next frame comes when the test says so.
  await kari.page.addInitScript(() => {
    const frames = window as unknown as Frames;
    const { requestAnimationFrame } = window;
    frames.held = null;
    window.requestAnimationFrame = (does) => frames.held?.push(does) ?? requestAnimationFrame(does);
  });
  const page = await kari.open("skriv");
  const hold = (): Promise<void> => page.evaluate(() => void ((window as unknown as Frames).held = []));
  const release = (): Promise<number> =>
    page.evaluate(() => {
      const frames = window as unknown as Frames;
      const all = frames.held ?? [];
      frames.held = null;
      all.forEach((does) => does(performance.now()));
      return all.length;
    });
  await expect(page.getByRole("radio").first()).toBeVisible();
  await hold();
  await choose(page, HEALTH_CONTACT);
  await subjectField(page).click();
  await page.keyboard.type("Vondt");
  expect(await release()).toBeGreaterThan(0);
  await page.keyboard.type(" i kneet");
  await expect(subjectField(page)).toHaveValue("Vondt i kneet");

  // And with nothing written yet the heading has it, as everywhere.
  await page.getByRole("link", { name: "Innboks", exact: true }).first().click();
  await expect(rows(page).first()).toBeVisible();
  await expect(title(page)).toBeFocused();
});
