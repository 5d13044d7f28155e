-- Two hundred schools of ten pupils and three runs. Their rows have large numbers.
INSERT INTO schools (uai, name)
    SELECT 'AUTRE' || n, 'Autre'
    FROM generate_series(1, 200) n;
INSERT INTO structures (id, school, number, label, levels)
    SELECT n * 10 + 1000000, 'AUTRE' || n, 1, 'CP', '[]'
    FROM generate_series(1, 200) n;
INSERT INTO teachers (id, school, civility, family_name, first_name)
    SELECT n * 10 + 1000000, 'AUTRE' || n, 'M.', 'PETIT', 'Luc'
    FROM generate_series(1, 200) n;
INSERT INTO teachings
    SELECT id, id
    FROM teachers WHERE id > 1000000;
INSERT INTO pupils (id, school, structure, family_name, usual_name, first_names, sex, birth_date, birth_place, level, addresses, email, phones)
    SELECT structures.id * 100 + m, school, structures.id, 'NOM', '', '[]', 'F', '2019-05-17', '', NULL, '[]', '', '[]'
    FROM structures CROSS JOIN generate_series(1, 10) m WHERE structures.id > 1000000;
INSERT INTO guardians
    SELECT id, 0, '', '', '', '', '', true, '[]', '', '[]'
    FROM pupils WHERE id > 1000000;
INSERT INTO bilans (id, pupil, kind, school_year, number, periods)
    SELECT id, id, 'periodic', 2026, 1, 3
    FROM pupils WHERE id > 1000000;
INSERT INTO pupil_groups
    SELECT id, structure
    FROM pupils WHERE id > 1000000;
INSERT INTO runs (id, school, state, started_at, ended_at)
    SELECT structures.id * 100 + m, school, 'complete', now(), now()
    FROM structures CROSS JOIN generate_series(1, 3) m WHERE structures.id > 1000000;
INSERT INTO run_structures (run, structure)
    SELECT id, id / 100
    FROM runs WHERE id > 1000000;
INSERT INTO archives (id, pupil, run, archived_at, livret)
    SELECT id, id, structure * 100 + 1, now(), '[]'
    FROM pupils WHERE id > 1000000;
INSERT INTO withdrawals (id, pupil, withdrawn_at, withdrawn_by, reason, livret, fingerprint)
    SELECT id, id, now(), '', '', '[]', ''
    FROM pupils WHERE id > 1000000;
INSERT INTO deletions (id, kind, number, pupil, fingerprint, kept_from, deleted_at)
    SELECT id, 'archives', id, id, '', now(), now()
    FROM pupils WHERE id > 1000000;
INSERT INTO run_pupils (run, pupil, outcome, changes, archive)
    SELECT runs.id, pupils.id, 'up_to_date', '[]', pupils.id
    FROM runs JOIN pupils ON pupils.structure = runs.id / 100 WHERE runs.id > 1000000;
INSERT INTO messages (id, run, pupil, said_at, severity, text)
    SELECT id, structure * 100 + 1, id, now(), 'WARNING', ''
    FROM pupils WHERE id > 1000000;
INSERT INTO journal (id, noted_at, school, done_by, role, action, allowed)
    SELECT id, now(), school, '', 'directeur', 'exporter', true
    FROM pupils WHERE id > 1000000;
INSERT INTO pupil_versions
    SELECT id, 'v1', ''
    FROM pupils WHERE id > 1000000;
ANALYZE;
