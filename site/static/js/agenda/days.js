/* Marks the day that is being read in the switch between days. */

const links = new Map(
  [...document.querySelectorAll('.day-switch a[href^="#day-"]')].map((link) => [link.hash.slice(1), link]),
);

const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = links.get(target.id);
      if (isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-25% 0px -74% 0px" },
);

for (const id of links.keys()) watch.observe(document.getElementById(id));
