import type { Words } from "../words.ts";

export const notice: Words["notice"] = {
  who: {
    title: "Sinten",
    text: "Kantor Kecamatan Pangkalan Banteng, kanggé Dinas Kependudukan lan Pencatatan Sipil.",
  },
  why: {
    title: "Kanggé punapa",
    text: "Kanggé KTP èlèktronik lan serat kependudukan panjenengan. Sanès kanggé bab sanès.",
  },
  ground: {
    title: "Dhasaripun",
    text: "Tugas layanan publik miturut UU 23/2006 jo. UU 24/2013 bab Administrasi Kependudukan.",
  },
  what: {
    title: "Data punapa",
    text: "Biodata, foto pasuryan, sidhik driji, tandha tangan, iris soca, lan salinan serat.",
  },
  howLong: {
    title: "Pinten danguné",
    text: (days) =>
      `Dipunsimpen kakunci ing bilik punika ngantos ${days} dinten sasampunipun kantor nampi, lajeng dipunsirnakaken.`,
    spoken: "Dipunsimpen kakunci ing bilik punika sadangunipun ingkang kaserat ing layar, lajeng dipunsirnakaken.",
  },
  rights: {
    title: "Hak panjenengan",
    text: "Panjenengan saged nyuwun pirsa, mirsani, nyuwun leresan, lan kèndel sawanci-wanci. Lokèt ngladosi tanpa bilik.",
  },
  version: "Vèrsi",
};
