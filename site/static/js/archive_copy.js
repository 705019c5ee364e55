// Shows how far the copy of an archive is. Without it, the page is looked at again by its link.
const box = document.querySelector("[data-copy-progress]")

const look = async () => {
  const answer = await fetch(box.dataset.copyProgress, { headers: { Accept: "application/json" } })
  if (!answer.ok) return
  const { words, done, total, is_over: isOver } = await answer.json()
  if (isOver) {
    location.reload()
    return
  }
  box.querySelector("[data-copy-words]").textContent = words
  const bar = box.querySelector("progress")
  bar.max = total || 1
  bar.value = done
  setTimeout(look, 2000)
}

if (box) setTimeout(look, 2000)
