import { expect } from "@playwright/test";
import { message } from "../elsewhere.ts";
import { button, chooseLanguage, newsButton, rows, title } from "../page.ts";
import { text } from "../texts.ts";
import { dialogButton, listed, type Asking } from "./asking.ts";

const reload: Asking["ask"] = async (page) => {
  await page.reload();
};

/** Who is logged in, and what the page hears. */
export const session: Record<string, Asking> = {
  getSession: { from: "", ready: listed, ask: reload, again: reload, isAlone: true, done: listed },
  extendSession: {
    ready: async (page) => {
      await page.route("**/api/v1/session", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), warnSeconds: 3_600 } });
      });
      await page.reload();
      await expect(page.getByRole("dialog", { name: text("session.title") })).toBeVisible();
    },
    ask: (page) => dialogButton(page, text("session.stay")).click(),
    unread: "all",
  },
  setLanguage: {
    ask: (page) => chooseLanguage(page, "nb", "nn"),
    again: async (page) => {
      await chooseLanguage(page, "nn", "nb");
    },
    isQuiet: true,
  },
  logOut: {
    prepare: (citizen) => citizen.logInAs("kari"),
    ask: (page) => button(page, text("bar.logOut")).click(),
    unread: "shape",
    done: async (page) => {
      await expect(title(page)).toHaveText(text("loggedOut.title"));
      await expect(page.getByText(text("loggedOut.text"))).toBeVisible();
    },
  },
  streamEvents: {
    from: "",
    ready: listed,
    ask: reload,
    isAlone: true,
    done: async (page, citizen) => {
      citizen.change(message("t-kari-20", "Noe nytt"));
      await expect(newsButton(page).or(rows(page).first().getByText("Noe nytt"))).toBeVisible({ timeout: 100_000 });
    },
    isQuiet: true,
  },
};
