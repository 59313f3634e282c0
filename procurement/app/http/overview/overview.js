// Shows what the server sent, figure by figure: amounts are texts and are never computed with here.
const columns = ["county", "period", "state", "request_lines", "orders", "shortages",
  "owed_to_suppliers", "owed_by_members"];

function rowOf(cycle) {
  const row = document.createElement("tr");
  columns.forEach((name, index) => {
    const cell = document.createElement("td");
    cell.textContent = String(cycle[name]);
    if (index > 2) cell.className = "figure";
    row.append(cell);
  });
  return row;
}

fetch("/api/v1/cycles")
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
  .then(({ cycles }) => {
    document.getElementById("cycles").append(...cycles.map(rowOf));
    document.getElementById("empty").hidden = cycles.length > 0;
  })
  .catch(() => { document.getElementById("fault").hidden = false; });
