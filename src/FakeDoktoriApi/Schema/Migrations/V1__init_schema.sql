CREATE TABLE users (
    id                   BIGINT       NOT NULL AUTO_INCREMENT,
    nickname             VARCHAR(20)  NOT NULL,
    profile_image_path   VARCHAR(512) NULL,
    leader_intro         VARCHAR(300) NULL,
    member_intro         VARCHAR(300) NULL,
    onboarding_completed TINYINT(1)   NOT NULL DEFAULT 0,
    profile_completed    TINYINT(1)   NOT NULL DEFAULT 0,
    deleted_at           DATETIME(6)  NULL,
    role                 VARCHAR(20)  NULL,
    created_at           DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at           DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_users_deleted_at (deleted_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE reading_volumes (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    code       VARCHAR(50) NOT NULL,
    name       VARCHAR(50) NOT NULL,
    priority   TINYINT     NOT NULL,
    deleted_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_reading_volumes_code (code),
    INDEX idx_reading_volumes_deleted_priority (deleted_at, priority)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE reading_purposes (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    code       VARCHAR(50) NOT NULL,
    name       VARCHAR(50) NOT NULL,
    priority   TINYINT     NOT NULL,
    deleted_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_reading_purposes_code (code),
    INDEX idx_reading_purposes_deleted_priority (deleted_at, priority)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE reading_genres (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    code       VARCHAR(20) NOT NULL,
    name       VARCHAR(50) NOT NULL,
    priority   TINYINT     NOT NULL,
    deleted_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_reading_genres_code (code),
    INDEX idx_reading_genres_deleted_priority (deleted_at, priority)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE books (
    id            BIGINT        NOT NULL AUTO_INCREMENT,
    isbn13        VARCHAR(13)   NULL,
    title         VARCHAR(255)  NOT NULL,
    authors       VARCHAR(255)  NULL,
    publisher     VARCHAR(255)  NULL,
    thumbnail_url VARCHAR(512)  NULL,
    published_at  DATE          NULL,
    summary       VARCHAR(2000) NULL,
    deleted_at    DATETIME(6)   NULL,
    created_at    DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at    DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_books_isbn13 (isbn13),
    INDEX idx_books_title_deleted (title, deleted_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

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
    CONSTRAINT fk_meetings_leader FOREIGN KEY (leader_user_id) REFERENCES users (id),
    CONSTRAINT fk_meetings_genre FOREIGN KEY (reading_genre_id) REFERENCES reading_genres (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE meeting_members (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    meeting_id   BIGINT       NOT NULL,
    user_id      BIGINT       NOT NULL,
    role         VARCHAR(20)  NOT NULL,
    status       VARCHAR(20)  NOT NULL,
    member_intro VARCHAR(300) NULL,
    approved_at  DATETIME(6)  NULL,
    rejected_at  DATETIME(6)  NULL,
    left_at      DATETIME(6)  NULL,
    created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_meeting_members_meeting_user (meeting_id, user_id),
    INDEX idx_meeting_members_meeting_status (meeting_id, status, id),
    INDEX idx_meeting_members_user_status (user_id, status, meeting_id),
    CONSTRAINT fk_meeting_members_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id),
    CONSTRAINT fk_meeting_members_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE meeting_rounds (
    id           BIGINT        NOT NULL AUTO_INCREMENT,
    meeting_id   BIGINT        NOT NULL,
    book_id      BIGINT        NOT NULL,
    round_no     TINYINT       NOT NULL,
    status       VARCHAR(20)   NOT NULL,
    meeting_link VARCHAR(1024) NULL,
    start_at     DATETIME(6)   NOT NULL,
    end_at       DATETIME(6)   NOT NULL,
    created_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_meeting_rounds_meeting_round (meeting_id, round_no),
    CONSTRAINT fk_meeting_rounds_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id),
    CONSTRAINT fk_meeting_rounds_book FOREIGN KEY (book_id) REFERENCES books (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_preferences (
    user_id                BIGINT                            NOT NULL,
    reading_volume_id      BIGINT                            NULL,
    notification_agreement TINYINT(1)                        NOT NULL DEFAULT 1,
    gender                 ENUM ('MALE', 'FEMALE', 'UNKNOWN') NOT NULL DEFAULT 'UNKNOWN',
    birth_year             INT                               NOT NULL DEFAULT 0,
    updated_at             DATETIME(6)                       NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    CONSTRAINT fk_user_preferences_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_user_preferences_volume FOREIGN KEY (reading_volume_id) REFERENCES reading_volumes (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_accounts (
    user_id     BIGINT       NOT NULL,
    provider    VARCHAR(20)  NOT NULL,
    provider_id VARCHAR(255) NOT NULL,
    updated_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    UNIQUE KEY uk_user_accounts_provider (provider, provider_id),
    CONSTRAINT fk_user_accounts_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_stats (
    user_id              BIGINT      NOT NULL,
    total_exp            BIGINT      NOT NULL DEFAULT 0,
    current_level        INT         NOT NULL DEFAULT 1,
    consecutive_days     INT         NOT NULL DEFAULT 0,
    last_attendance_date DATE        NULL,
    updated_at           DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    CONSTRAINT fk_user_stats_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_reading_purposes (
    user_id            BIGINT      NOT NULL,
    reading_purpose_id BIGINT      NOT NULL,
    created_at         DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id, reading_purpose_id),
    CONSTRAINT fk_user_reading_purposes_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_user_reading_purposes_purpose FOREIGN KEY (reading_purpose_id) REFERENCES reading_purposes (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_reading_genres (
    user_id          BIGINT      NOT NULL,
    reading_genre_id BIGINT      NOT NULL,
    created_at       DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id, reading_genre_id),
    CONSTRAINT fk_user_reading_genres_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_user_reading_genres_genre FOREIGN KEY (reading_genre_id) REFERENCES reading_genres (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE refresh_tokens (
    token_id   CHAR(13)    NOT NULL,
    user_id    BIGINT      NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    revoked    TINYINT(1)  NOT NULL DEFAULT 0,
    version    BIGINT      NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (token_id),
    CONSTRAINT fk_refresh_tokens_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The contract gives the genre codes; the codes of volumes and purposes and all names are inferred.
INSERT INTO reading_volumes (code, name, priority) VALUES
    ('ONE_OR_LESS', '월 1권 이하', 1),
    ('TWO', '월 2권', 2),
    ('THREE_TO_FOUR', '월 3~4권', 3),
    ('FIVE_TO_NINE', '월 5~9권', 4),
    ('TEN_OR_MORE', '월 10권 이상', 5);

INSERT INTO reading_purposes (code, name, priority) VALUES
    ('HABIT', '독서 습관 만들기', 1),
    ('KNOWLEDGE', '지식 쌓기', 2),
    ('HEALING', '휴식과 위로', 3),
    ('CAREER', '커리어 성장', 4),
    ('DISCUSSION', '생각 나누기', 5),
    ('NETWORK', '사람 만나기', 6);

INSERT INTO reading_genres (code, name, priority) VALUES
    ('NOVEL', '소설', 1),
    ('ECONOMY_BUSINESS', '경제/경영', 2),
    ('ESSAY', '에세이', 3),
    ('HUMANITIES_PHIL', '인문/철학', 4),
    ('SOCIETY_POLITICS', '사회/정치', 5),
    ('SELF_DEVELOPMENT', '자기계발', 6),
    ('SCIENCE_TECH', '과학/기술', 7),
    ('HISTORY', '역사', 8);
