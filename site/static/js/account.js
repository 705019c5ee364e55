/* Says in words what a passkey's device refused; the scripts of allauth only tell the console. */
const trouble = document.getElementById("account-trouble");

if (trouble) {
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    trouble.hidden = false;
  });
}
