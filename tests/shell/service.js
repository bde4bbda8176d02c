// What the shell itself asks the service for: who is logged in, until when, and log-out.

const API = "/api/v1";

let session = null;

/** The session, or `null` when nobody is logged in. */
export const current = () => session;

/** Asks who is logged in. */
export async function ask() {
  const answer = await fetch(`${API}/session`);
  session = answer.ok ? await answer.json() : null;
  return session;
}

/** Stays logged in; answers how many seconds are left. */
export async function extend() {
  const answer = await write("session/extend");
  return answer.ok ? left(await answer.json()) : 0;
}

/** Logs out here and in the other tabs, once `saved` says that what was being written is safe. */
export async function logOut(saved) {
  const channel = new BroadcastChannel("innboks");
  channel.postMessage("leaving");
  await saved();
  await write("logout");
  channel.postMessage("logged-out");
  channel.close();
  session = null;
}

/** Unread threads of all whom one may act for. */
export async function unread() {
  const answer = await fetch(`${API}/unread`);
  if (!answer.ok) return null;
  const { persons } = await answer.json();
  return persons.reduce((sum, { unread }) => sum + unread, 0);
}

/** Seconds until the session ends. */
export const left = ({ expiresAt, serverTime }) => (Date.parse(expiresAt) - Date.parse(serverTime)) / 1000;

const write = (path) =>
  fetch(`${API}/${path}`, { method: "POST", headers: { "X-CSRF-Token": session?.csrfToken ?? "" } });
