/*
  Keeps the page of one edition's door, so that it opens without a line. The server puts SHELL, the addresses of
  the files that the page needs, above this. Answers about people are never kept: only the bare page is.
*/
const PAGE = new URL("./", self.location).pathname;
const CACHE = `checkin ${PAGE} ${SHELL.join(" ")}`;
const PATIENCE = 4000; // milliseconds for which a slow line is waited for

const keepPage = async (answer) => {
  if (!answer.ok || answer.redirected || answer.type !== "basic") return;
  const cache = await caches.open(CACHE);
  await cache.put(PAGE, answer.clone());
};

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(SHELL);
    await keepPage(await fetch(PAGE));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`checkin ${PAGE} `) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

const openPage = async (event) => {
  const slow = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("slow")), PATIENCE);
  });
  try {
    const answer = await Promise.race([fetch(event.request), slow]);
    if (!new URL(event.request.url).search) event.waitUntil(keepPage(answer.clone()));
    return answer;
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: CACHE });
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { pathname } = new URL(url);
  if (method !== "GET") return;
  if (mode === "navigate" && pathname === PAGE) event.respondWith(openPage(event));
  else if (SHELL.includes(pathname)) {
    event.respondWith(caches.match(pathname, { cacheName: CACHE }).then((kept) => kept ?? fetch(event.request)));
  }
});
