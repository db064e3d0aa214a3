-- The application's table (V1 and V12) without its two foreign keys, which play no part in reading it; @rows rows like the lab's seed.
CREATE DATABASE bench;
USE bench;
CREATE TABLE meetings (
    id                   BIGINT       NOT NULL AUTO_INCREMENT,
    leader_user_id       BIGINT       NOT NULL,
    reading_genre_id     BIGINT       NOT NULL,
    leader_intro         VARCHAR(300) NULL,
    meeting_image_path   VARCHAR(512) NOT NULL,
    title                VARCHAR(50)  NOT NULL,
    description          VARCHAR(300) NOT NULL,
    capacity             TINYINT      NOT NULL,
    current_count        TINYINT      NOT NULL DEFAULT 1,
    round_count          TINYINT      NOT NULL,
    current_round        TINYINT      NOT NULL DEFAULT 1,
    status               VARCHAR(20)  NOT NULL DEFAULT 'RECRUITING',
    day_of_week          VARCHAR(3)   NOT NULL,
    start_time           TIME         NOT NULL,
    duration_minutes     SMALLINT     NOT NULL DEFAULT 60,
    first_round_at       DATETIME     NOT NULL,
    recruitment_deadline DATE         NOT NULL,
    deleted_at           DATETIME(6)  NULL,
    created_at           DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at           DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_meetings_status_deleted_id (status, deleted_at, id),
    INDEX idx_meetings_genre_status_deleted_id (reading_genre_id, status, deleted_at, id),
    INDEX idx_meetings_status_deleted_deadline_id (status, deleted_at, recruitment_deadline, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
SET SESSION cte_max_recursion_depth = 100000000;
INSERT INTO meetings
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < @rows)
SELECT
    i, 1 + MOD(i * 37, 100), 1 + MOD(i, 8),
    IF(MOD(i, 3) = 0, NULL, CONCAT('한 달에 두 권을 읽는 모임장입니다 ', i)),
    CONCAT('images/meetings/', ELT(1 + MOD(i, 6), 'spring', 'desk', 'window', 'cafe', 'forest', 'library'), '-', MOD(i, 97), '.jpg'),
    CONCAT(ELT(1 + MOD(i, 5), '소설', '에세이', '과학', '역사', '철학'), ' 함께 읽기 ', i),
    CONCAT(ELT(1 + MOD(i, 5), '소설', '에세이', '과학', '역사', '철학'), '에 관심 있는 분들과 ', 1 + MOD(i, 8), '번 만나 이야기합니다.'),
    3 + MOD(i, 6), 1 + MOD(i, 3), 1 + MOD(i, 8), 1,
    ELT(1 + MOD(i, 20), 'FINISHED', 'CANCELED', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING',
        'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING', 'RECRUITING'),
    ELT(1 + MOD(i, 7), 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'),
    SEC_TO_TIME(32400 + 1800 * MOD(i, 24)), 30,
    '2026-04-01 19:00:00' + INTERVAL MOD(i, 60) DAY, '2026-03-25' + INTERVAL MOD(i, 60) DAY,
    IF(MOD(i, 50) = 0, '2026-03-05 10:00:00.123456', NULL),
    '2025-01-01 00:00:00.000000' + INTERVAL i * 1000003 MICROSECOND, '2025-01-01 00:00:00.000000' + INTERVAL i * 1000033 MICROSECOND
FROM n;
