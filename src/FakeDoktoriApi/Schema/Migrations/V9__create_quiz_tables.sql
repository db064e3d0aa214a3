-- From here to V19 the contract gives the resulting tables, not who added what when: the split into files is inferred.
CREATE TABLE quizzes (
    room_id               BIGINT UNSIGNED NOT NULL,
    question              VARCHAR(50)     NOT NULL,
    correct_choice_number TINYINT         NOT NULL,
    PRIMARY KEY (room_id),
    CONSTRAINT fk_quizzes_room FOREIGN KEY (room_id) REFERENCES chatting_rooms (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE quiz_choices (
    room_id       BIGINT UNSIGNED NOT NULL,
    choice_number TINYINT         NOT NULL,
    choice_text   VARCHAR(100)    NOT NULL,
    PRIMARY KEY (room_id, choice_number),
    CONSTRAINT fk_quiz_choices_room FOREIGN KEY (room_id) REFERENCES chatting_rooms (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
