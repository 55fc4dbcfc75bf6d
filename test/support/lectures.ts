/** Short lectures of our own with known topics, for tests and measurements. */
export type LectureTopic = { about: string; text: string };

/** Five parts of one subject, so that the parts share words. */
export const DATABASES: readonly LectureTopic[] = [
  {
    about: 'indexes',
    text: `A database without an index must read every row of a table to find one. An index is a sorted copy of one column with pointers to the rows. Most systems keep it as a balanced tree. Every node of the tree holds hundreds of keys, so the tree is only three or four levels deep. To find a key we walk from the root to a leaf. The leaf pages are linked, so a range of keys can be read in order. An index makes reading fast but writing slow, as every insert must change the tree as well. If a page of the tree is full it is split in two. A column with few different values makes a poor index. The planner will ignore such an index and scan the table.`,
  },
  {
    about: 'transactions',
    text: `Several statements can be joined into one transaction. Either all changes of a transaction are saved or none of them. When a transaction fails, its changes are rolled back. The bank transfer is the usual story, money must not vanish between two accounts. Transactions that run at the same time must not see each other's unfinished changes, we call this isolation. The strictest isolation level behaves as if transactions ran one after another. Weaker isolation levels allow strange effects, such as a phantom or a lost update. A lock stops a second transaction from changing the same account. Two transactions that wait for each other's lock are in a deadlock. The system finds the deadlock and rolls back one of the two.`,
  },
  {
    about: 'replication',
    text: `One server can break, so we copy the data to other machines. The leader takes all writes and sends its log to the followers. A follower replays the log and answers reads. With asynchronous replication the leader does not wait, so a follower may lag behind. With synchronous replication the leader waits until a follower has the log on disk. If the leader dies, the followers elect a new leader. An election needs a majority, which is why clusters have an odd number of servers. When the network splits, two leaders could appear, and we call that split brain. The side without a majority must stop taking writes. Lag of replication is the most common reason for stale reads.`,
  },
  {
    about: 'backups',
    text: `Copies on other machines do not protect against mistakes. If somebody deletes a customer by accident, the deletion is copied too. A backup is a snapshot from the past that nobody can change. A full backup every Sunday and a small backup every night is a common plan. With the archive of the log we can restore any moment between two snapshots. A backup that was never restored is only a hope. So restore a backup every month on an empty machine and measure how long it takes. Keep one snapshot in another city, fire and flood are real. Encrypt the archive, because stolen backups are a common leak. Delete old snapshots only after the retention period.`,
  },
  {
    about: 'query planning',
    text: `How does the system choose the fastest way to answer a query. The optimizer builds many plans and estimates the cost of each plan. Cost comes from statistics, such as a histogram of the values. When two relations are joined, the optimizer picks an order and a method. A nested loop join is good when the outer relation is tiny. A hash join builds a hash table in memory and probes it once. A merge join wants both inputs sorted. With old statistics the estimates are wrong and the optimizer picks a terrible plan. The explain command shows the plan with estimated and actual cost. Before you rewrite a query, look at the plan and refresh the statistics.`,
  },
];

export const PHYSICS_RUSSIAN: readonly LectureTopic[] = [
  {
    about: 'температура',
    text: `Начнём с понятия температуры. Температура тела показывает, как быстро движутся его молекулы. Чем выше температура, тем больше средняя энергия молекул. Термометр измеряет температуру по расширению жидкости. Ртуть в термометре расширяется равномерно, поэтому шкала термометра линейная. Абсолютный ноль температуры лежит около минус двухсот семидесяти трёх градусов. При абсолютном нуле движение молекул почти прекращается. Шкала Кельвина начинается от абсолютного нуля. Градус шкалы Кельвина равен градусу шкалы Цельсия.`,
  },
  {
    about: 'теплообмен',
    text: `Тепло передаётся тремя способами. Теплопроводность переносит тепло внутри твёрдого тела. Металлы имеют высокую теплопроводность, а дерево низкую. Конвекция переносит тепло потоком жидкости или газа. Тёплый воздух поднимается от батареи, холодный воздух опускается, возникает конвекция. Излучение переносит тепло даже в пустоте. Солнце греет Землю излучением. Чёрная поверхность поглощает излучение сильнее, чем белая поверхность. Термос уменьшает и теплопроводность, и конвекцию, и излучение.`,
  },
  {
    about: 'двигатель',
    text: `Тепловой двигатель превращает теплоту в работу. Двигатель берёт теплоту у нагревателя и отдаёт часть холодильнику. Работа двигателя равна разности этих теплот. Коэффициент полезного действия двигателя всегда меньше единицы. Сади Карно доказал, какой коэффициент полезного действия предельный. Цикл Карно состоит из двух изотерм и двух адиабат. Поршень в цилиндре двигателя сжимает газ, потом газ расширяется и толкает поршень. Паровая машина Уатта была первым удачным двигателем. Современная турбина имеет больший коэффициент полезного действия, чем поршень.`,
  },
  {
    about: 'энтропия',
    text: `Энтропия измеряет беспорядок системы. В замкнутой системе энтропия не убывает, так гласит второй закон термодинамики. Разбитая чашка не собирается сама, потому что энтропия осколков больше. Больцман связал энтропию с числом микросостояний. Чем больше микросостояний, тем выше энтропия и вероятность. Обратимый процесс сохраняет энтропию, необратимый процесс её увеличивает. Стрела времени направлена туда, куда растёт энтропия. Второй закон термодинамики запрещает вечный двигатель второго рода. Холодильник уменьшает энтропию внутри, но увеличивает её в комнате.`,
  },
];
