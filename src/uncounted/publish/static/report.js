// Comfort only: the report is whole without it. From a claim that a link led to, one step leads back.
(function () {
  "use strict";
  var button = document.createElement("button");
  button.type = "button";
  button.className = "back";
  button.textContent = "Back to where you were";
  button.addEventListener("click", function () { history.back(); });
  function place() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (target && /^(card|because)/.test(target.className)) { target.appendChild(button); }
    else { button.remove(); }
  }
  window.addEventListener("hashchange", place);
})();
