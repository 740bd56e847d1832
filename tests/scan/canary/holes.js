export function show(place, words) {
  place.textContent = words;
  place.innerHTML = words; // finds: script-writes-html
  place.insertAdjacentHTML("beforeend", words); // finds: script-writes-html
}
