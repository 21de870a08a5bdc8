// Offers the phone's position on the posting page; asked for only when the button is pressed.
(() => {
    "use strict";
    const form = document.getElementById("posting");
    const button = document.getElementById("locate");
    if (!form || !button || !navigator.geolocation) {
        return;
    }
    const said = document.getElementById("located");
    button.hidden = false;
    button.addEventListener("click", () => {
        said.textContent = form.dataset.asking;
        navigator.geolocation.getCurrentPosition(
            ({coords}) => {
                form.elements.namedItem("latitude").value = coords.latitude.toFixed(6);
                form.elements.namedItem("longitude").value = coords.longitude.toFixed(6);
                said.textContent = form.dataset.found;
            },
            () => {
                said.textContent = form.dataset.failed;
            },
            {enableHighAccuracy: true, timeout: 15000},
        );
    });
})();
