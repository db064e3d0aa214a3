-- Columns inferred: the contract only names the tables.
CREATE TABLE votes (
    id             BIGINT UNSIGNED  NOT NULL AUTO_INCREMENT,
    room_id        BIGINT UNSIGNED  NOT NULL,
    agree_count    TINYINT UNSIGNED NOT NULL DEFAULT 0,
    disagree_count TINYINT UNSIGNED NOT NULL DEFAULT 0,
    expires_at     DATETIME(6)      NOT NULL,
    closed_at      DATETIME(6)      NULL,
    created_at     DATETIME(6)      NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_votes_room (room_id),
    CONSTRAINT fk_votes_room FOREIGN KEY (room_id) REFERENCES chatting_rooms (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE vote_casts (
    id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    vote_id    BIGINT UNSIGNED NOT NULL,
    user_id    BIGINT          NOT NULL,
    choice     VARCHAR(20)     NOT NULL,
    created_at DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY uk_vote_casts_vote_user (vote_id, user_id),
    CONSTRAINT fk_vote_casts_vote FOREIGN KEY (vote_id) REFERENCES votes (id),
    CONSTRAINT fk_vote_casts_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
