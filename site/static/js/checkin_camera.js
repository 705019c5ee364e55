/*
  Reads QR codes from the phone's camera: by the browser itself where it can, else by a library that is loaded only
  then. Tells each code once until another one, or none, was seen.
*/
const PAUSE = 160; // milliseconds between two looks
const WIDE = 640; // pixels of the picture that the library looks at; more makes old phones slow

const byBrowser = async () => {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
};

const byLibrary = async (address) => {
  const { decodeQR } = await import(address);
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDE / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ""; // no code in the picture
    }
  };
};

/* Looks until the function that it gives back is called. Throws when there is no camera or it may not be used. */
export const watch = async (video, address, tell) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  video.srcObject = stream;
  await video.play();
  const read = (await byBrowser()) ?? (await byLibrary(address));
  let last = "";
  let timer = 0;
  const look = async () => {
    const code = video.videoWidth ? await read(video) : "";
    if (code && code !== last) tell(code);
    last = code;
    if (stream.active) timer = setTimeout(look, PAUSE);
  };
  look();
  return () => {
    clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
};
