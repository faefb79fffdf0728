BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0009');
CREATE TABLE copies (
	sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "copies" VALUES('6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',X'31');
INSERT INTO "copies" VALUES('d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35',X'32');
INSERT INTO "copies" VALUES('4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce',X'33');
INSERT INTO "copies" VALUES('4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',X'34');
CREATE TABLE decisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	thread VARCHAR(36) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	subject_kind VARCHAR(20) NOT NULL, 
	subject VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	cause TEXT NOT NULL, 
	action TEXT NOT NULL, 
	responsible VARCHAR(200) NOT NULL, 
	due DATE, 
	closed BOOLEAN NOT NULL
, project VARCHAR(40) DEFAULT 'uspekh' NOT NULL);
CREATE TABLE derived (
	event INTEGER NOT NULL, 
	"plan" VARCHAR(64) NOT NULL, 
	PRIMARY KEY (event)
);
INSERT INTO "derived" VALUES(6,'726ac17f36ccdeade76bf382e5a4f6bc905fb618a863f9eb3b8770fbf702f70d');
CREATE TABLE entries (
	organization VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	measure VARCHAR(100) NOT NULL, 
	months INTEGER NOT NULL, 
	until INTEGER NOT NULL, 
	numerator BIGINT NOT NULL, 
	denominator BIGINT, 
	PRIMARY KEY (organization, year, measure, months)
);
INSERT INTO "entries" VALUES('ГОРОД',2022,'leaders',3,12,5,NULL);
INSERT INTO "entries" VALUES('Ш1',2021,'leaders',12,12,6,NULL);
INSERT INTO "entries" VALUES('Ш1',2021,'rest',12,12,240,500);
INSERT INTO "entries" VALUES('Ш2',2021,'leaders',12,12,4,NULL);
INSERT INTO "entries" VALUES('Ш2',2021,'rest',12,12,150,300);
INSERT INTO "entries" VALUES('Ш3',2021,'leaders',12,12,2,NULL);
INSERT INTO "entries" VALUES('Ш3',2021,'rest',12,12,90,200);
INSERT INTO "entries" VALUES('Ш1',2022,'leaders',12,12,8,NULL);
INSERT INTO "entries" VALUES('Ш1',2022,'rest',12,12,290,500);
INSERT INTO "entries" VALUES('Ш3',2022,'leaders',12,12,3,NULL);
INSERT INTO "entries" VALUES('Ш3',2022,'rest',12,12,110,200);
INSERT INTO "entries" VALUES('Ш2',2022,'leaders',12,12,5,NULL);
INSERT INTO "entries" VALUES('Ш2',2022,'rest',12,12,140,300);
CREATE TABLE events (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	action VARCHAR(50) NOT NULL, 
	upload INTEGER, role VARCHAR(20) DEFAULT '' NOT NULL, outcome VARCHAR(20) DEFAULT 'done' NOT NULL, detail TEXT DEFAULT '' NOT NULL, project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	FOREIGN KEY(upload) REFERENCES uploads (id)
);
INSERT INTO "events" VALUES(1,'2026-11-26 17:02:52.830469','Иванова','load',1,'administrator','done','1.xlsx','uspekh');
INSERT INTO "events" VALUES(2,'2026-11-26 17:02:52.974483','Иванова','load',2,'administrator','done','2.xlsx','uspekh');
INSERT INTO "events" VALUES(3,'2026-11-26 17:02:53.332752','Иванова','freeze',NULL,'administrator','done','2023-04-01','uspekh');
INSERT INTO "events" VALUES(4,'2026-11-26 17:02:53.385503','Иванова','load',3,'administrator','done','3.xlsx','uspekh');
INSERT INTO "events" VALUES(5,'2026-11-26 17:02:53.499982','Иванова','load',4,'administrator','done','4.xlsx','uspekh');
INSERT INTO "events" VALUES(6,'2026-11-26 17:02:53.634133','Иванова','undo',2,'administrator','done','','uspekh');
CREATE TABLE fields (
	project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	field VARCHAR(100) NOT NULL, 
	name VARCHAR NOT NULL, 
	sensitive BOOLEAN NOT NULL, 
	PRIMARY KEY (project, kind, field)
);
INSERT INTO "fields" VALUES('uspekh','component','rested','ПА Отдохнули, чел.',0);
INSERT INTO "fields" VALUES('uspekh','component','children','ПА Всего детей, чел.',0);
INSERT INTO "fields" VALUES('uspekh','component','injuries','ПБ Травм, случаев',1);
INSERT INTO "fields" VALUES('uspekh','component','leaders','ПВ Подготовлено вожатых, чел.',0);
INSERT INTO "fields" VALUES('uspekh','component','comment','Комментарий',0);
INSERT INTO "fields" VALUES('uspekh','component','trained','Р2.1 Обучены первой помощи, чел.',0);
INSERT INTO "fields" VALUES('uspekh','component','on_duty','Р2.1 Всего вожатых, чел.',0);
INSERT INTO "fields" VALUES('uspekh','budget','refined','Уточнённый план, руб.',0);
INSERT INTO "fields" VALUES('uspekh','budget','executed','Кассовое исполнение, руб.',0);
INSERT INTO "fields" VALUES('uspekh','budget','comment','Комментарий',0);
INSERT INTO "fields" VALUES('uspekh','milestone','done','Дата исполнения',0);
INSERT INTO "fields" VALUES('uspekh','milestone','forecast','Прогнозная дата',0);
INSERT INTO "fields" VALUES('uspekh','milestone','document','Документ',0);
INSERT INTO "fields" VALUES('uspekh','milestone','comment','Комментарий',0);
INSERT INTO "fields" VALUES('uspekh','organization','name','Наименование',0);
INSERT INTO "fields" VALUES('uspekh','organization','short_name','Краткое наименование',0);
INSERT INTO "fields" VALUES('uspekh','organization','type','Тип',0);
INSERT INTO "fields" VALUES('uspekh','organization','founder','Учредитель',0);
INSERT INTO "fields" VALUES('uspekh','organization','contingent','Контингент 5–18 лет, чел.',0);
INSERT INTO "fields" VALUES('uspekh','organization','active_from','Действует с',0);
INSERT INTO "fields" VALUES('uspekh','organization','active_to','Действует по',0);
CREATE TABLE files (
	sha256 VARCHAR(64) NOT NULL, 
	original BLOB, 
	PRIMARY KEY (sha256)
);
INSERT INTO "files" VALUES('0000000000000000000000000000000000000000000000000000000000000001',NULL);
INSERT INTO "files" VALUES('0000000000000000000000000000000000000000000000000000000000000002',NULL);
INSERT INTO "files" VALUES('0000000000000000000000000000000000000000000000000000000000000003',NULL);
INSERT INTO "files" VALUES('0000000000000000000000000000000000000000000000000000000000000004',NULL);
CREATE TABLE layouts (
	project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	shape VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	mapping TEXT NOT NULL, 
	PRIMARY KEY (project, shape)
);
CREATE TABLE locks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	year INTEGER NOT NULL, 
	months INTEGER NOT NULL, 
	locked BOOLEAN NOT NULL, 
	reason TEXT NOT NULL
, project VARCHAR(40) DEFAULT 'uspekh' NOT NULL);
CREATE TABLE marks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	accepted BOOLEAN NOT NULL, 
	reason TEXT NOT NULL
, project VARCHAR(40) DEFAULT 'uspekh' NOT NULL);
CREATE TABLE meetings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	held_on DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	year INTEGER NOT NULL, 
	months INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	decisions TEXT NOT NULL
, project VARCHAR(40) DEFAULT 'uspekh' NOT NULL);
INSERT INTO "meetings" VALUES(1,'2023-04-01','2026-11-26 17:02:53.297396','Иванова',2022,12,'{"year": 2022, "period": "год", "indicators": [{"id": "А", "year": 2021, "plan": 50.0, "fact": 48.0, "deviation": -2.0, "completion": 96.0, "flag": "at_risk", "reported": 3, "expected": 3, "plan_kind": "passport", "due_plan": 50.0, "complete": true, "basis": "sum", "sum_fact": 48.0, "months": 12.0}, {"id": "А", "year": 2022, "plan": 55.0, "fact": 51.25, "deviation": -3.75, "completion": 93.181818182, "flag": "at_risk", "reported": 2, "expected": 3, "plan_kind": "passport", "due_plan": 55.0, "complete": false, "basis": "sum", "sum_fact": 51.25, "months": 12.0}, {"id": "А", "year": 2023, "plan": 60.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 60.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "А", "year": 2024, "plan": 65.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 65.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "А", "year": 2025, "plan": 70.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 70.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "А", "year": 2026, "plan": 75.5, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 75.5, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "Б", "year": 2021, "plan": 40.0, "fact": null, "deviation": null, "completion": null, "flag": "no_data", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 40.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "Б", "year": 2022, "plan": 36.0, "fact": null, "deviation": null, "completion": null, "flag": "no_data", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 36.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "Б", "year": 2023, "plan": 32.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 32.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "Б", "year": 2024, "plan": 28.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 28.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "Б", "year": 2025, "plan": 24.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 24.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "Б", "year": 2026, "plan": 20.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 20.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "В", "year": 2021, "plan": 10.0, "fact": 12.0, "deviation": 2.0, "completion": 120.0, "flag": "met", "reported": 3, "expected": 3, "plan_kind": "passport", "due_plan": 10.0, "complete": true, "basis": "sum", "sum_fact": 12.0, "months": 12.0}, {"id": "В", "year": 2022, "plan": 25.0, "fact": 17.0, "deviation": -8.0, "completion": 68.0, "flag": "missed", "reported": 2, "expected": 3, "plan_kind": "passport", "due_plan": 25.0, "complete": true, "basis": "municipality", "sum_fact": 25.0, "months": 3.0}, {"id": "В", "year": 2023, "plan": 40.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 40.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "В", "year": 2024, "plan": 55.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 55.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "В", "year": 2025, "plan": 70.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 70.0, "complete": false, "basis": null, "sum_fact": null, "months": null}, {"id": "В", "year": 2026, "plan": 90.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 90.0, "complete": false, "basis": null, "sum_fact": null, "months": null}], "organizations": [{"organization": "Ш1", "indicator": "А", "year": 2021, "plan": 50.0, "plan_kind": "calculated", "fact": 48.0, "deviation": -2.0, "completion": 96.0, "flag": "at_risk"}, {"organization": "Ш1", "indicator": "А", "year": 2022, "plan": 55.0, "plan_kind": "calculated", "fact": 52.0, "deviation": -3.0, "completion": 94.545454545, "flag": "at_risk"}, {"organization": "Ш1", "indicator": "А", "year": 2023, "plan": 60.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "А", "year": 2024, "plan": 65.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "А", "year": 2025, "plan": 70.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "А", "year": 2026, "plan": 75.5, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "А", "year": 2021, "plan": 50.0, "plan_kind": "calculated", "fact": 50.0, "deviation": 0.0, "completion": 100.0, "flag": "met"}, {"organization": "Ш2", "indicator": "А", "year": 2022, "plan": 55.0, "plan_kind": "calculated", "fact": 50.0, "deviation": -5.0, "completion": 90.909090909, "flag": "at_risk"}, {"organization": "Ш2", "indicator": "А", "year": 2023, "plan": 60.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "А", "year": 2024, "plan": 65.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "А", "year": 2025, "plan": 70.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "А", "year": 2026, "plan": 75.5, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "А", "year": 2021, "plan": 50.0, "plan_kind": "calculated", "fact": 45.0, "deviation": -5.0, "completion": 90.0, "flag": "at_risk"}, {"organization": "Ш3", "indicator": "А", "year": 2022, "plan": 55.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш3", "indicator": "А", "year": 2023, "plan": 60.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "А", "year": 2024, "plan": 65.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "А", "year": 2025, "plan": 70.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "А", "year": 2026, "plan": 75.5, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "Б", "year": 2021, "plan": 20.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш1", "indicator": "Б", "year": 2022, "plan": 18.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш1", "indicator": "Б", "year": 2023, "plan": 16.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "Б", "year": 2024, "plan": 14.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "Б", "year": 2025, "plan": 12.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "Б", "year": 2026, "plan": 10.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "Б", "year": 2021, "plan": 12.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш2", "indicator": "Б", "year": 2022, "plan": 11.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш2", "indicator": "Б", "year": 2023, "plan": 10.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "Б", "year": 2024, "plan": 8.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "Б", "year": 2025, "plan": 7.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "Б", "year": 2026, "plan": 6.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "Б", "year": 2021, "plan": 8.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш3", "indicator": "Б", "year": 2022, "plan": 7.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш3", "indicator": "Б", "year": 2023, "plan": 6.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "Б", "year": 2024, "plan": 6.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "Б", "year": 2025, "plan": 5.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "Б", "year": 2026, "plan": 4.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "В", "year": 2021, "plan": 5.0, "plan_kind": "calculated", "fact": 6.0, "deviation": 1.0, "completion": 120.0, "flag": "met"}, {"organization": "Ш1", "indicator": "В", "year": 2022, "plan": 13.0, "plan_kind": "calculated", "fact": 14.0, "deviation": 1.0, "completion": 107.692307692, "flag": "met"}, {"organization": "Ш1", "indicator": "В", "year": 2023, "plan": 20.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "В", "year": 2024, "plan": 28.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "В", "year": 2025, "plan": 35.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш1", "indicator": "В", "year": 2026, "plan": 45.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "В", "year": 2021, "plan": 3.0, "plan_kind": "calculated", "fact": 4.0, "deviation": 1.0, "completion": 133.333333333, "flag": "met"}, {"organization": "Ш2", "indicator": "В", "year": 2022, "plan": 7.0, "plan_kind": "calculated", "fact": 9.0, "deviation": 2.0, "completion": 128.571428571, "flag": "met"}, {"organization": "Ш2", "indicator": "В", "year": 2023, "plan": 12.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "В", "year": 2024, "plan": 16.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "В", "year": 2025, "plan": 21.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш2", "indicator": "В", "year": 2026, "plan": 27.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "В", "year": 2021, "plan": 2.0, "plan_kind": "calculated", "fact": 2.0, "deviation": 0.0, "completion": 100.0, "flag": "met"}, {"organization": "Ш3", "indicator": "В", "year": 2022, "plan": 5.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "no_data"}, {"organization": "Ш3", "indicator": "В", "year": 2023, "plan": 8.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "В", "year": 2024, "plan": 11.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "В", "year": 2025, "plan": 14.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}, {"organization": "Ш3", "indicator": "В", "year": 2026, "plan": 18.0, "plan_kind": "calculated", "fact": null, "deviation": null, "completion": null, "flag": "not_due"}], "results": [{"id": "2.1", "basis_kind": "measure", "unit": "%", "year": 2021, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 3, "plan_kind": null, "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.1", "basis_kind": "measure", "unit": "%", "year": 2022, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 3, "plan_kind": null, "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.1", "basis_kind": "measure", "unit": "%", "year": 2023, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 3, "plan_kind": null, "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.1", "basis_kind": "measure", "unit": "%", "year": 2024, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 3, "plan_kind": null, "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.1", "basis_kind": "measure", "unit": "%", "year": 2025, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 3, "plan_kind": null, "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.1", "basis_kind": "measure", "unit": "%", "year": 2026, "plan": 60.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 3, "plan_kind": "passport", "due_plan": 60.0, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.2", "basis_kind": "control_points", "unit": "ед.", "year": 2021, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 0, "plan_kind": "passport", "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.2", "basis_kind": "control_points", "unit": "ед.", "year": 2022, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 0, "plan_kind": "passport", "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.2", "basis_kind": "control_points", "unit": "ед.", "year": 2023, "plan": 1.0, "fact": null, "deviation": null, "completion": null, "flag": "not_due", "reported": 0, "expected": 1, "plan_kind": "passport", "due_plan": 0.0, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.2", "basis_kind": "control_points", "unit": "ед.", "year": 2024, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 0, "plan_kind": "passport", "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.2", "basis_kind": "control_points", "unit": "ед.", "year": 2025, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 0, "plan_kind": "passport", "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}, {"id": "2.2", "basis_kind": "control_points", "unit": "ед.", "year": 2026, "plan": null, "fact": null, "deviation": null, "completion": null, "flag": null, "reported": 0, "expected": 0, "plan_kind": "passport", "due_plan": null, "complete": false, "basis": null, "sum_fact": null, "months": null, "also": []}], "budget": [{"line": "1", "source": "городской бюджет", "year": 2021, "plan": 1250000.0, "refined": null, "executed": null, "completion": null, "flag": "no_data"}, {"line": "1", "source": "городской бюджет", "year": 2022, "plan": 1300000.0, "refined": null, "executed": null, "completion": null, "flag": "no_data"}, {"line": "1", "source": "спонсоры", "year": 2021, "plan": 0.01, "refined": null, "executed": null, "completion": null, "flag": "no_data"}, {"line": "2", "source": "городской бюджет", "year": 2023, "plan": 20000000.0, "refined": null, "executed": null, "completion": null, "flag": "not_due"}], "milestones": [{"item": "1", "kind": "result", "year": 2023, "due": "2023-06-01", "done": null, "forecast": null, "flag": "not_due", "control": "СК"}, {"item": "1.1", "kind": "event", "year": 2022, "due": "2022-12-31", "done": null, "forecast": null, "flag": "overdue", "control": "Р"}, {"item": "1.2", "kind": "event", "year": 2021, "due": "2021-05-15", "done": null, "forecast": null, "flag": "overdue", "control": "Р"}, {"item": "1.2", "kind": "event", "year": 2022, "due": "2022-05-15", "done": null, "forecast": null, "flag": "overdue", "control": "Р"}, {"item": "1.2", "kind": "event", "year": 2023, "due": "2023-05-15", "done": null, "forecast": null, "flag": "not_due", "control": "Р"}, {"item": "1.2", "kind": "event", "year": 2024, "due": "2024-05-15", "done": null, "forecast": null, "flag": "not_due", "control": "Р"}, {"item": "1.3", "kind": "control_point", "year": 2023, "due": "2023-06-01", "done": null, "forecast": null, "flag": "not_due", "control": null}]}','[]','uspekh');
CREATE TABLE organizations (
	code VARCHAR(100) NOT NULL, 
	project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	name VARCHAR, 
	short_name VARCHAR, 
	asked_both BOOLEAN NOT NULL, 
	municipality BOOLEAN NOT NULL, 
	first_year INTEGER, 
	last_year INTEGER, 
	PRIMARY KEY (code, project)
);
INSERT INTO "organizations" VALUES('Ш1','uspekh','Ш1','Ш1',1,0,2021,2026);
INSERT INTO "organizations" VALUES('Ш2','uspekh','Ш2','Ш2',1,0,2021,2026);
INSERT INTO "organizations" VALUES('Ш3','uspekh','Ш3','Ш3',1,0,2021,2026);
INSERT INTO "organizations" VALUES('ГОРОД','uspekh','Озёрск','Озёрск',1,1,NULL,NULL);
CREATE TABLE plan_texts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64), 
	first_used_at DATETIME NOT NULL, 
	text TEXT
);
INSERT INTO "plan_texts" VALUES(1,'uspekh','deadlines.csv','526b077da89320c698fd96ecfe8e9912899dcaffcefd1f2e7554f6cf241f714a','2026-11-26 17:02:52.746338','months,days,basis
3,10,принято проектом
6,10,принято проектом
9,10,принято проектом
12,20,принято проектом
');
INSERT INTO "plan_texts" VALUES(2,'uspekh','demo/organizations.csv','69328c908ee8faa527d0c317a8704af60d1d085ca4ce153aa952f1c22a82b73c','2026-11-26 17:02:52.746355','code,name,short_name,type,founder,contingent,active_from,active_to
ГОРОД,Озёрск,Озёрск,город в целом,,,,
');
INSERT INTO "plan_texts" VALUES(3,'uspekh','passport/annex2_indicators.csv','11b36ba67b695d149f157ea8f5af88643401b43068b7178d572e845d1c7f6f8e','2026-11-26 17:02:52.746358','row,indicator,title,scope,unit,base_value,base_date
');
INSERT INTO "plan_texts" VALUES(4,'uspekh','passport/annex2_targets.csv','48fb53aa31837477868bedbe35fca40a4f74a6ce65024dbebc61b5ba174b50e8','2026-11-26 17:02:52.746360','indicator,year,target
');
INSERT INTO "plan_texts" VALUES(5,'uspekh','passport/budget.csv','dbccb7c1a4618f0bd81df4936112d1a3d8314ddec024cb262cfcf63cea2b4653','2026-11-26 17:02:52.746361','line,source,year,amount_mln
1,городской бюджет,2021,1.25
1,городской бюджет,2022,1.3
1,спонсоры,2021,0.00000001
2,городской бюджет,2023,20
');
INSERT INTO "plan_texts" VALUES(6,'uspekh','passport/budget_lines.csv','630c4908ff79b1f37cb207e6f36ab5a88387fc9d5ef045e34de1c9ba250a0d34','2026-11-26 17:02:52.746365','line,title,short_title,derived,note
1,Путёвки в лагеря,Путёвки,false,
2,Загородный лагерь,Лагерь,false,
');
INSERT INTO "plan_texts" VALUES(7,'uspekh','passport/budget_totals.csv','9a56879a2d441e46e3d276e471687ca57e3604f0836405603038bbec2f53db97','2026-11-26 17:02:52.746368','line,source,year,amount_mln
,городской бюджет,2021,1.25
,городской бюджет,2022,1.3
,спонсоры,2021,0.00000001
,городской бюджет,2023,20
');
INSERT INTO "plan_texts" VALUES(8,'uspekh','passport/components.csv','33ff3a4e379df6b77a84f35c4ce65d185fe0326ddd9f7a3669d0523ff6465d4c','2026-11-26 17:02:52.746371','id,sheet,heading,title,hint,at_most,sensitive
rested,Показатели,"ПА Отдохнули, чел.",Отдохнувшие дети,Разные дети с 1 января.,children,false
children,Показатели,"ПА Всего детей, чел.",Всего детей,Контингент организации.,,false
injuries,Показатели,"ПБ Травм, случаев",Травмы,Все случаи с 1 января.,,true
leaders,Показатели,"ПВ Подготовлено вожатых, чел.",Подготовленные вожатые,Подготовлены в этом году.,,false
trained,Результаты,"Р2.1 Обучены первой помощи, чел.",Обучены первой помощи,Разные вожатые.,on_duty,false
on_duty,Результаты,"Р2.1 Всего вожатых, чел.",Всего вожатых,Работают в лагерях.,,false
');
INSERT INTO "plan_texts" VALUES(9,'uspekh','passport/control_levels.csv','bb2e7cc668c6826eaf3d22ae044ac5b16ba244f652da3d86c67f5a978a6e07c8','2026-11-26 17:02:52.746382','code,title
СК,совет кураторов
Р,руководитель проекта
');
INSERT INTO "plan_texts" VALUES(10,'uspekh','passport/executors.csv','56123495d08fbb66f406c1c5baf8d59d50f6a4fe6bcd45afa1bf8b653469fc1f','2026-11-26 17:02:52.746385','spelling,organization
Лагерь,Загородный лагерь
Лагерь и ЖКХ,Загородный лагерь
Лагерь и ЖКХ,Управление ЖКХ
');
INSERT INTO "plan_texts" VALUES(11,'uspekh','passport/indicator_targets.csv','eae05370163ed382ec93f16988e6f9098ec1594ce48156bca4d56af7460cdb70','2026-11-26 17:02:52.746388','indicator,year,target
А,2021,50
А,2022,55
А,2023,60
А,2024,65
А,2025,70
А,2026,75.5
Б,2021,40
Б,2022,36
Б,2023,32
Б,2024,28
Б,2025,24
Б,2026,20
В,2021,10
В,2022,25
В,2023,40
В,2024,55
В,2025,70
В,2026,90
');
INSERT INTO "plan_texts" VALUES(12,'uspekh','passport/indicators.csv','444512977c40fff052878998ad58adc22f3685cabb04182ff2c07fea6b512fa1','2026-11-26 17:02:52.746391','id,title,short_title,type,unit,base_value,base_date
А,"Доля детей, отдохнувших летом, %",Отдохнули летом,Основной,%,48.5,2020-09-01
Б,"Число травм в лагерях, случаев",Травмы в лагерях,Основной,случаев,44,2020-09-01
В,"Число подготовленных вожатых, нарастающим итогом, человек",Вожатые,Дополнительный,чел.,,
');
INSERT INTO "plan_texts" VALUES(13,'uspekh','passport/links.csv','51f397596381a9e929036c9d33c4036874bd619c7641c8563df10543a021e420','2026-11-26 17:02:52.746397','result,kind,target,note
2.2,plan_item,1,
2.2,budget_line,2,
2.2,participant,2,
2.1,indicator,В,
');
INSERT INTO "plan_texts" VALUES(14,'uspekh','passport/materials.csv','6a85984b40ba42c9492270ca425091a618de6bc66e9797e59c709281604fe86d','2026-11-26 17:02:52.746399','section,heading,paragraph,text
');
INSERT INTO "plan_texts" VALUES(15,'uspekh','passport/measures.csv','46a0737163aa9c948d78d76ff20af9e22797b36a037643bcaf67ce114e8d25ff','2026-11-26 17:02:52.746400','id,subject_kind,subject,formula,numerator,denominator,divisor,unit,direction,report_due,primary
rest,indicator,А,share,rested,children,1,%,up,02-15,true
harm,indicator,Б,sum,injuries,,1,случаев,down,,true
leaders,indicator,В,cumulative,leaders,,1,чел.,up,,true
aid,result,2.1,share,trained,on_duty,1,%,up,,true
');
INSERT INTO "plan_texts" VALUES(16,'uspekh','passport/methods.csv','ca2cbad719e217148ce5dfdcc69ae00c646a0f13febb59711ef81281ae7facca','2026-11-26 17:02:52.746404','indicator,title,method,formula,terms,base,source,responsible,aggregation,schedule
А,"Доля детей, отдохнувших летом, %",Отдохнувшие к числу детей,A = 100 \cdot R / C,"R, C",48.5,Отчёты,Лагерь,,
');
INSERT INTO "plan_texts" VALUES(17,'uspekh','passport/organization_targets.csv','2d645abc574b3d2c93787e0853bcadae94f4f92283ec03e5c7e492a0ea6bfdba','2026-11-26 17:02:52.746408','organization,indicator,year,target
');
INSERT INTO "plan_texts" VALUES(18,'uspekh','passport/participants.csv','d81912aa44c6ea7ac021763744eeddd3814097df34deb734e85ab549b6ca0cc2','2026-11-26 17:02:52.746409','row,task,role,person,position,supervisor,workload
1,,Куратор,Первая А.И.,Заместитель главы города,Озёров И.И.,10
2,Загородный лагерь,Ответственный,Второй Б.Б.,Директор лагеря,Первая А.И.,100
');
INSERT INTO "plan_texts" VALUES(19,'uspekh','passport/passport.toml','21ae6e3f470823381d4017ed218e86180a7254b15100f5130869d60521cf59e7','2026-11-26 17:02:52.746413','[project]
title = "Безопасное лето"
short_title = "Лето"
level = "муниципальный проект"
municipality = "город Озёрск-на-Каме"
start = 2021-03-01
end = 2026-12-31
approved_by = "И.И. Озёров, глава города"
approved_year = 2021
goal = "Больше детей отдыхают летом, меньше детей получают травмы."
task = "Организация летнего отдыха"

[[officials]]
role = "Куратор"
name = "Первая Анна Ивановна"
position = "заместитель главы города"

[municipality_entry]
code = "ГОРОД"
type = "город в целом"
');
INSERT INTO "plan_texts" VALUES(20,'uspekh','passport/people.csv','036ba593a2c252497502142f8414d0209709219e2875365eb53fa3afc4781998','2026-11-26 17:02:52.746420','spelling,person,collective
Первая А.И.,Первая А.И.,false
Второй Б.Б.,Второй Б.Б.,false
');
INSERT INTO "plan_texts" VALUES(21,'uspekh','passport/plan_items.csv','2a5e927ace7866c851e4c9228f709e3d7ad62313515eb899d188acd6c28e66c0','2026-11-26 17:02:52.746423','row,number,item,kind,parent,title,start,end,start_text,end_text,yearly,yearly_until,executor,document,control
1,1.,1,result,,Загородный лагерь открыт,2021-03-01,2023-06-01,01.03.2021,01.06.2023,false,,Лагерь,Акт,СК
2,1.1.,1.1,event,1,Ремонт корпусов,2021-03-01,2022-12-31,01.03.2021,31.12.2022,false,,Лагерь и ЖКХ,Акт,Р
3,1.2.,1.2,event,1,Набор вожатых,,2021-05-15,,15.05.2021 (далее ежегодно до 2024 г.),true,2024-12-31,Лагерь,Приказ,Р
4,1.3.,1.3,control_point,1,Лагерь открыт,,2023-06-01,,01.06.2023,false,,Лагерь,,
');
INSERT INTO "plan_texts" VALUES(22,'uspekh','passport/result_targets.csv','1b03b5565e7e7683a7bee8a8335b1f204a73241d133bdc192d0e1943bc93e2c8','2026-11-26 17:02:52.746428','result,year,unit,target,wording
2.1,2026,%,60,Не менее 60 % вожатых обучены первой помощи
');
INSERT INTO "plan_texts" VALUES(23,'uspekh','passport/results.csv','3183bbd13034158e8304f96673efae9d6cd152ca9e1d1b1607fa9af77de7c5b8','2026-11-26 17:02:52.746430','id,title,short_title,characteristic
2.1,Не менее 60 % вожатых обучены первой помощи к 2026 году,Первая помощь,Вожатые умеют оказать первую помощь
2.2,Открыт загородный лагерь,Загородный лагерь,
');
INSERT INTO "plan_texts" VALUES(24,'uspekh','passport/supplementary_financing.csv','bf8cf1d88ac1b06cc30556bd0cc49db070512e2a096771b1bef1e26570ebbbe8','2026-11-26 17:02:52.746434','row,title,year,position,amount_mln
');
INSERT INTO "plan_texts" VALUES(25,'uspekh','rules.csv','ef351131289002e85b866a01bdee778c7373c034146d53cd945ecaddbe141c47','2026-11-26 17:02:52.746435','flag,label,lower,upper,basis
met,отсутствие отклонений,100,,принято проектом
at_risk,наличие отклонений,90,100,принято проектом
missed,наличие критических отклонений,,90,принято проектом
no_data,нет данных,,,принято проектом
not_due,срок не наступил,,,принято проектом
');
INSERT INTO "plan_texts" VALUES(26,'uspekh','statuses.csv','9adbd23f15d72dceef7a57c8139620cd99af7b143611766fc9511f07cfb9f145','2026-11-26 17:02:52.746440','status,label,within_days
done,исполнено,
done_late,исполнено с опозданием,
overdue,просрочено,
due_soon,срок наступает,30
not_due,срок не наступил,
');
CREATE TABLE remarks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	upload INTEGER NOT NULL, 
	sheet VARCHAR(100) NOT NULL, 
	cell VARCHAR(20) NOT NULL, 
	code VARCHAR(100) NOT NULL, 
	message TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	FOREIGN KEY(upload) REFERENCES uploads (id)
);
CREATE TABLE submissions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	organization VARCHAR(100) NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	periods TEXT NOT NULL, 
	said TEXT NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	decided_at DATETIME, 
	decided_by VARCHAR(200), 
	remark TEXT, 
	upload INTEGER, points TEXT DEFAULT '[]' NOT NULL, copy VARCHAR(64) REFERENCES copies (sha256), project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	FOREIGN KEY(sha256) REFERENCES files (sha256), 
	FOREIGN KEY(upload) REFERENCES uploads (id)
);
CREATE TABLE unsaved (
	person VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	basis VARCHAR(64) NOT NULL, 
	content TEXT NOT NULL, 
	problems TEXT NOT NULL, 
	PRIMARY KEY (person)
);
CREATE TABLE uploads (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	rows INTEGER NOT NULL, 
	new INTEGER NOT NULL, 
	replaced INTEGER NOT NULL, 
	same INTEGER NOT NULL, 
	undone_at DATETIME, 
	undone_by VARCHAR(200), reason TEXT DEFAULT '' NOT NULL, copy VARCHAR(64) REFERENCES copies (sha256), project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	FOREIGN KEY(sha256) REFERENCES files (sha256)
);
INSERT INTO "uploads" VALUES(1,'2026-11-26 17:02:52.829402','Иванова','1.xlsx','0000000000000000000000000000000000000000000000000000000000000001',1,28,0,0,NULL,NULL,'','6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b','uspekh');
INSERT INTO "uploads" VALUES(2,'2026-11-26 17:02:52.974214','Иванова','2.xlsx','0000000000000000000000000000000000000000000000000000000000000002',1,0,1,0,'2026-11-26 17:02:53.621667','Иванова','','d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35','uspekh');
INSERT INTO "uploads" VALUES(3,'2026-11-26 17:02:53.385235','Иванова','3.xlsx','0000000000000000000000000000000000000000000000000000000000000003',1,0,1,0,NULL,NULL,'','4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce','uspekh');
INSERT INTO "uploads" VALUES(4,'2026-11-26 17:02:53.495454','Иванова','4.xlsx','0000000000000000000000000000000000000000000000000000000000000004',1,3,0,0,NULL,NULL,'','4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a','uspekh');
CREATE TABLE "values" (
	id INTEGER NOT NULL, 
	project VARCHAR(40) DEFAULT 'uspekh' NOT NULL, 
	upload INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	subject VARCHAR(100) NOT NULL, 
	part VARCHAR(200) NOT NULL, 
	year INTEGER NOT NULL, 
	months INTEGER NOT NULL, 
	field VARCHAR(100) NOT NULL, 
	number BIGINT, 
	text TEXT, 
	document TEXT, 
	sheet VARCHAR(100) NOT NULL, 
	cell VARCHAR(20) NOT NULL, 
	in_force BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT values_number_or_text CHECK ((number IS NULL) <> (text IS NULL)), 
	FOREIGN KEY(upload) REFERENCES uploads (id)
);
INSERT INTO "values" VALUES(1,'uspekh',1,'organization','Ш1','',0,0,'name',NULL,'Ш1',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(2,'uspekh',1,'organization','Ш1','',0,0,'short_name',NULL,'Ш1',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(3,'uspekh',1,'organization','Ш1','',0,0,'type',NULL,'школа',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(4,'uspekh',1,'organization','Ш1','',0,0,'contingent',500,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(5,'uspekh',1,'organization','Ш2','',0,0,'name',NULL,'Ш2',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(6,'uspekh',1,'organization','Ш2','',0,0,'short_name',NULL,'Ш2',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(7,'uspekh',1,'organization','Ш2','',0,0,'type',NULL,'школа',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(8,'uspekh',1,'organization','Ш2','',0,0,'contingent',300,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(9,'uspekh',1,'organization','Ш3','',0,0,'name',NULL,'Ш3',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(10,'uspekh',1,'organization','Ш3','',0,0,'short_name',NULL,'Ш3',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(11,'uspekh',1,'organization','Ш3','',0,0,'type',NULL,'школа',NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(12,'uspekh',1,'organization','Ш3','',0,0,'contingent',200,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(13,'uspekh',1,'component','Ш1','',2021,12,'rested',240,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(14,'uspekh',1,'component','Ш1','',2021,12,'children',500,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(15,'uspekh',1,'component','Ш1','',2021,12,'leaders',6,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(16,'uspekh',1,'component','Ш2','',2021,12,'rested',150,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(17,'uspekh',1,'component','Ш2','',2021,12,'children',300,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(18,'uspekh',1,'component','Ш2','',2021,12,'leaders',4,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(19,'uspekh',1,'component','Ш3','',2021,12,'rested',90,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(20,'uspekh',1,'component','Ш3','',2021,12,'children',200,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(21,'uspekh',1,'component','Ш3','',2021,12,'leaders',2,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(22,'uspekh',1,'component','Ш1','',2022,12,'rested',260,NULL,NULL,'Лист','A1',0);
INSERT INTO "values" VALUES(23,'uspekh',1,'component','Ш1','',2022,12,'children',500,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(24,'uspekh',1,'component','Ш1','',2022,12,'leaders',8,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(25,'uspekh',1,'component','Ш2','',2022,12,'rested',140,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(26,'uspekh',1,'component','Ш2','',2022,12,'children',300,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(27,'uspekh',1,'component','Ш2','',2022,12,'leaders',5,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(28,'uspekh',1,'component','ГОРОД','',2022,3,'leaders',5,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(29,'uspekh',2,'component','Ш2','',2022,12,'rested',150,NULL,NULL,'Лист','A1',0);
INSERT INTO "values" VALUES(30,'uspekh',3,'component','Ш1','',2022,12,'rested',290,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(31,'uspekh',4,'component','Ш3','',2022,12,'rested',110,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(32,'uspekh',4,'component','Ш3','',2022,12,'children',200,NULL,NULL,'Лист','A1',1);
INSERT INTO "values" VALUES(33,'uspekh',4,'component','Ш3','',2022,12,'leaders',3,NULL,NULL,'Лист','A1',1);
CREATE INDEX ix_decisions_thread ON decisions (thread);
CREATE INDEX ix_marks_key ON marks ("key");
CREATE INDEX ix_remarks_upload ON remarks (upload);
CREATE INDEX events_by_outcome ON events (outcome, id);
CREATE INDEX submissions_by_state ON submissions (state, organization);
CREATE TRIGGER events_stand_UPDATE BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events stand'); END;
CREATE TRIGGER events_stand_DELETE BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events stand'); END;
CREATE INDEX unsaved_by_age ON unsaved (at);
CREATE INDEX ix_values_upload ON "values" (upload);
CREATE INDEX values_by_subject ON "values" (subject, year);
CREATE UNIQUE INDEX values_in_force_once ON "values" (kind, year, months, subject, field, part, project) WHERE in_force;
CREATE INDEX entries_of_whole_years ON entries (year, measure) WHERE until = 12;
CREATE VIEW values_in_force_exact AS SELECT v.id, v.project, v.kind, v.subject, o.short_name AS organization, v.part, v.year, v.months, v.field, f.name AS field_name, v.number, v.text, v.document, v.sheet, v.cell, v.upload, u.at AS uploaded_at FROM "values" v JOIN uploads u ON u.id = v.upload LEFT JOIN organizations o ON o.project = v.project AND o.code = v.subject AND v.kind IN ('component', 'organization') LEFT JOIN fields f ON f.project = v.project AND f.kind = v.kind AND f.field = v.field WHERE v.in_force;
CREATE VIEW values_in_force AS SELECT v.id, v.project, v.kind, v.subject, o.short_name AS organization, v.part, v.year, v.months, v.field, f.name AS field_name, v.number, v.text, v.document, v.sheet, v.cell, v.upload, u.at AS uploaded_at FROM "values" v JOIN uploads u ON u.id = v.upload LEFT JOIN organizations o ON o.project = v.project AND o.code = v.subject AND v.kind IN ('component', 'organization') LEFT JOIN fields f ON f.project = v.project AND f.kind = v.kind AND f.field = v.field WHERE v.in_force AND NOT f.sensitive AND v.field <> 'comment';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('plan_texts',26);
INSERT INTO "sqlite_sequence" VALUES('uploads',4);
INSERT INTO "sqlite_sequence" VALUES('events',6);
INSERT INTO "sqlite_sequence" VALUES('meetings',1);
COMMIT;