// Arrow keys walk over the cards of the board: up and down in a column, left and right between columns.
const board = document.querySelector("[data-board]");

const steps = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] };

const move = (event) => {
  const card = document.activeElement.closest("[data-card]");
  const step = steps[event.key];
  if (!card || !step) return;
  const columns = [...board.children].map((each) => [...each.querySelectorAll("[data-card]")]);
  let column = columns.findIndex((each) => each.includes(card));
  const row = columns[column].indexOf(card) + step[1];
  do column += step[0]; while (step[0] && columns[column] && !columns[column].length);
  const target = columns[column] && columns[column][Math.min(row, columns[column].length - 1)];
  if (!target) return;
  event.preventDefault();
  target.focus();
};

board.addEventListener("keydown", move);
