CREATE TABLE notification_types (
    id               BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    code             VARCHAR(50)     NOT NULL,
    title            VARCHAR(80)     NOT NULL,
    message_template VARCHAR(300)    NOT NULL,
    link_template    VARCHAR(255)    NULL,
    created_at       DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at       DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    deleted_at       DATETIME(6)     NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uk_notification_types_code (code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE notifications (
    id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id    BIGINT          NOT NULL,
    type_id    BIGINT UNSIGNED NOT NULL,
    title      VARCHAR(80)     NOT NULL,
    message    VARCHAR(300)    NOT NULL,
    link_path  VARCHAR(255)    NULL,
    is_read    TINYINT(1)      NOT NULL DEFAULT 0,
    read_at    DATETIME(6)     NULL,
    created_at DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    deleted_at DATETIME(6)     NULL,
    PRIMARY KEY (id),
    INDEX idx_notifications_user_read_created (user_id, is_read, created_at),
    CONSTRAINT fk_notifications_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_notifications_type FOREIGN KEY (type_id) REFERENCES notification_types (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE user_push_tokens (
    user_id    BIGINT       NOT NULL,
    platform   VARCHAR(20)  NOT NULL,
    provider   VARCHAR(20)  NOT NULL,
    token      VARCHAR(512) NOT NULL,
    updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    UNIQUE KEY uk_user_push_tokens_token (token),
    CONSTRAINT fk_user_push_tokens_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

INSERT INTO notification_types (code, title, message_template, link_template) VALUES
    ('ROUND_START', '모임이 곧 시작돼요', '{roundNo}회차 모임이 곧 시작됩니다.', '/meetings/{meetingId}'),
    ('REPORT_CHECKED', '독후감 검사가 끝났어요', '{roundNo}회차 독후감 결과를 확인해 주세요.', '/meetings/{meetingId}'),
    ('REPORT_DEADLINE_DAY', '독후감 마감 하루 전이에요', '{roundNo}회차 독후감 마감이 24시간 남았습니다.', '/meetings/{meetingId}'),
    ('REPORT_DEADLINE_SOON', '독후감 마감이 코앞이에요', '{roundNo}회차 독후감 마감이 30분 남았습니다.', '/meetings/{meetingId}');
