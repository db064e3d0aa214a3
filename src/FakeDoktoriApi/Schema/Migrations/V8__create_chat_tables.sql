-- The chat application's own ids are unsigned. user_id, sender_id and (V11) book_id are not: MySQL refuses a foreign key between a signed and an
-- unsigned column, and users.id and books.id are BIGINT (inferred).
CREATE TABLE chatting_rooms (
    id          BIGINT UNSIGNED   NOT NULL AUTO_INCREMENT,
    topic       VARCHAR(50)       NOT NULL,
    description VARCHAR(50)       NOT NULL,
    capacity    TINYINT UNSIGNED  NOT NULL,
    duration    SMALLINT UNSIGNED NOT NULL DEFAULT 30,
    status      VARCHAR(20)       NOT NULL,
    created_at  DATETIME(6)       NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_chatting_rooms_status_id (status, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE room_rounds (
    id           BIGINT UNSIGNED  NOT NULL AUTO_INCREMENT,
    room_id      BIGINT UNSIGNED  NOT NULL,
    round_number TINYINT UNSIGNED NOT NULL,
    started_at   DATETIME(6)      NOT NULL,
    ended_at     DATETIME(6)      NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uk_room_rounds_room_round (room_id, round_number),
    CONSTRAINT fk_room_rounds_room FOREIGN KEY (room_id) REFERENCES chatting_rooms (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE chatting_room_members (
    id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    room_id    BIGINT UNSIGNED NOT NULL,
    user_id    BIGINT          NOT NULL,
    status     VARCHAR(20)     NOT NULL,
    role       VARCHAR(20)     NOT NULL,
    position   VARCHAR(20)     NOT NULL,
    created_at DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_chatting_room_members_room_user (room_id, user_id),
    INDEX idx_chatting_room_members_room_status_user (room_id, status, user_id),
    CONSTRAINT fk_chatting_room_members_room FOREIGN KEY (room_id) REFERENCES chatting_rooms (id),
    CONSTRAINT fk_chatting_room_members_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE messages (
    id                BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    room_id           BIGINT UNSIGNED NOT NULL,
    round_id          BIGINT UNSIGNED NOT NULL,
    sender_id         BIGINT          NOT NULL,
    client_message_id VARCHAR(50)     NOT NULL,
    message_type      VARCHAR(20)     NOT NULL,
    text_message      VARCHAR(300)    NULL,
    file_path         VARCHAR(512)    NULL,
    created_at        DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_messages_room_sender_client (room_id, sender_id, client_message_id),
    INDEX idx_messages_room_id (room_id, id),
    INDEX idx_messages_round_id (round_id, id),
    CONSTRAINT fk_messages_room FOREIGN KEY (room_id) REFERENCES chatting_rooms (id),
    CONSTRAINT fk_messages_round FOREIGN KEY (round_id) REFERENCES room_rounds (id),
    CONSTRAINT fk_messages_sender FOREIGN KEY (sender_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
