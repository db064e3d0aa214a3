-- Makes a plain MySQL behave towards "admin" as Amazon RDS for MySQL does.
--
-- Statements end with a line of two slashes. "-- [MySQL 8.4 and newer]", "-- [MySQL before 8.4]", "-- [as on RDS]" and "-- [without pauses]"
-- say for which servers the following statements are, up to "-- [all]".
-- Written in the words of MySQL 8.4; for servers before 8.0.23 they are translated (CHANGE MASTER TO, START SLAVE, …).
-- Run by root with sql_log_bin = 0, as often as one likes.
--
-- Facts: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html (privileges),
--        https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.SQLRef.html (procedures).
-- Where the lab knowingly differs from RDS, the place says "Lab:".

-- ---------------------------------------------------------------------------------------------------------------------------
-- rdsadmin: owns the procedures; nobody can log in as it.
-- ---------------------------------------------------------------------------------------------------------------------------

CREATE USER IF NOT EXISTS 'rdsadmin'@'localhost' IDENTIFIED BY @rdsadmin ACCOUNT LOCK
//
ALTER USER 'rdsadmin'@'localhost' IDENTIFIED BY @rdsadmin ACCOUNT LOCK
//
GRANT ALL PRIVILEGES ON *.* TO 'rdsadmin'@'localhost' WITH GRANT OPTION
//

-- ---------------------------------------------------------------------------------------------------------------------------
-- admin: RDS's privilege list. What is not in it is denied by MySQL itself, with MySQL's own errors: SET GLOBAL …,
-- CHANGE REPLICATION SOURCE TO, START/STOP REPLICA, RESET …, SET sql_log_bin, SHUTDOWN, KILL of another account's session, files, …
-- ---------------------------------------------------------------------------------------------------------------------------

CREATE USER IF NOT EXISTS 'admin'@'%' IDENTIFIED BY @admin
//
ALTER USER 'admin'@'%' IDENTIFIED BY @admin ACCOUNT UNLOCK
//
REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'admin'@'%'
//
-- Lab: RDS lists RELOAD too, but its own build then refuses FLUSH TABLES WITH READ LOCK and RESET to admin.
-- A plain server cannot refuse only those, so RELOAD is left out and its harmless parts are granted below.
GRANT
    SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE,
    REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER, CREATE ROLE, DROP ROLE
    ON *.* TO 'admin'@'%' WITH GRANT OPTION
//
GRANT APPLICATION_PASSWORD_ADMIN, ROLE_ADMIN, XA_RECOVER_ADMIN ON *.* TO 'admin'@'%' WITH GRANT OPTION
//
-- [MySQL before 8.2]
GRANT SET_USER_ID ON *.* TO 'admin'@'%' WITH GRANT OPTION
//
-- [MySQL 8.2 and newer]
GRANT SET_ANY_DEFINER, ALLOW_NONEXISTENT_DEFINER ON *.* TO 'admin'@'%' WITH GRANT OPTION
//
-- [MySQL 8.0.23 and newer]
GRANT FLUSH_OPTIMIZER_COSTS, FLUSH_STATUS, FLUSH_USER_RESOURCES ON *.* TO 'admin'@'%' WITH GRANT OPTION
//
-- [MySQL 8.4 and newer]
GRANT FLUSH_PRIVILEGES ON *.* TO 'admin'@'%' WITH GRANT OPTION
//
-- [MySQL 8.0.16 and newer]
-- The mysql schema can be read and its procedures called, not changed: admin must not be able to give itself privileges.
SET PERSIST partial_revokes = ON
//
REVOKE
    INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE TEMPORARY TABLES, LOCK TABLES,
    CREATE VIEW, CREATE ROUTINE, ALTER ROUTINE, EVENT, TRIGGER
    ON mysql.* FROM 'admin'@'%'
//
-- [all]

-- ---------------------------------------------------------------------------------------------------------------------------
-- Tables
-- ---------------------------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS mysql.rds_configuration (
    name        VARCHAR(100) NOT NULL PRIMARY KEY,
    value       VARCHAR(100) NULL,
    description VARCHAR(300) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
//
INSERT IGNORE INTO mysql.rds_configuration (name, value, description) VALUES
    ('binlog retention hours', NULL, 'binlog retention hours specifies the duration in hours before binary logs are automatically deleted.'),
    ('source delay', '0', 'source delay specifies replication delay in seconds between current instance and its master.'),
    ('target delay', '0', 'target delay specifies replication delay in seconds between current instance and its future read-replica.')
//
CREATE TABLE IF NOT EXISTS mysql.rds_history (
    action_timestamp TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP,
    called_by_user   VARCHAR(352) NOT NULL,
    action           VARCHAR(64)  NOT NULL,
    mysql_version    VARCHAR(64)  NOT NULL,
    master_host      VARCHAR(255) NULL,
    master_port      INT          NULL,
    master_user      VARCHAR(96)  NULL,
    master_log_file  VARCHAR(255) NULL,
    master_log_pos   BIGINT       NULL,
    master_ssl       TINYINT      NULL,
    master_delay     INT          NULL,
    auto_position    TINYINT      NULL,
    KEY (action_timestamp)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
//

-- ---------------------------------------------------------------------------------------------------------------------------
-- What the procedures share. Every call is noted in rds_history and, as on RDS, writes nothing to the binary log: no GTID of
-- this server comes from a procedure. USER() is who called; the statements run as rdsadmin.
-- ---------------------------------------------------------------------------------------------------------------------------

DROP PROCEDURE IF EXISTS mysql.rds_lab_note
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_note(
    IN action VARCHAR(64), IN host VARCHAR(255), IN port INT, IN user VARCHAR(96), IN log_file VARCHAR(255), IN log_pos BIGINT, IN ssl_on TINYINT, IN delay INT, IN auto_position TINYINT)
    SQL SECURITY DEFINER
BEGIN
    DECLARE logging BOOLEAN DEFAULT @@SESSION.sql_log_bin;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SET SESSION sql_log_bin = logging; RESIGNAL; END;
    SET SESSION sql_log_bin = OFF;
    INSERT INTO mysql.rds_history (called_by_user, action, mysql_version, master_host, master_port, master_user, master_log_file, master_log_pos, master_ssl, master_delay, auto_position)
        VALUES (USER(), action, VERSION(), host, port, user, log_file, log_pos, ssl_on, delay, auto_position);
    COMMIT;
    SET SESSION sql_log_bin = logging;
END
//
-- 'NOT_EXIST', 'ON' (both threads run), 'OFF' (neither runs) or 'BROKEN' (anything else, connecting included).
DROP PROCEDURE IF EXISTS mysql.rds_lab_replication_state
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_replication_state(OUT state VARCHAR(10))
    SQL SECURITY DEFINER
BEGIN
    DECLARE receiver VARCHAR(10) DEFAULT NULL;
    DECLARE applier VARCHAR(10) DEFAULT NULL;
    SELECT r.service_state, a.service_state INTO receiver, applier
        FROM performance_schema.replication_connection_configuration c
        JOIN performance_schema.replication_connection_status r ON r.channel_name = c.channel_name
        JOIN performance_schema.replication_applier_status a ON a.channel_name = c.channel_name
        WHERE c.channel_name = '' AND c.host <> '';
    SET state = CASE
        WHEN receiver IS NULL THEN 'NOT_EXIST'
        WHEN receiver = 'ON' AND applier = 'ON' THEN 'ON'
        WHEN receiver = 'OFF' AND applier = 'OFF' THEN 'OFF'
        ELSE 'BROKEN'
    END;
END
//
-- RDS pauses a second before and two after it starts or stops replication: a cutover that stops replication inside its write-unavailable window pays for it.
DROP PROCEDURE IF EXISTS mysql.rds_lab_pause
//
DROP PROCEDURE IF EXISTS mysql.rds_lab_settle
//
-- [as on RDS]
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_pause() SQL SECURITY DEFINER
    DO SLEEP(1)
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_settle(IN wanted VARCHAR(10), OUT state VARCHAR(10)) SQL SECURITY DEFINER
BEGIN
    DO SLEEP(2);
    CALL mysql.rds_lab_replication_state(state);
END
//
-- [without pauses]
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_pause() SQL SECURITY DEFINER
    DO 0
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_settle(IN wanted VARCHAR(10), OUT state VARCHAR(10)) SQL SECURITY DEFINER
BEGIN
    DECLARE asked INT DEFAULT 0;
    CALL mysql.rds_lab_replication_state(state);
    WHILE state <> wanted AND asked < 200 DO
        DO SLEEP(0.01);
        CALL mysql.rds_lab_replication_state(state);
        SET asked = asked + 1;
    END WHILE;
END
//
-- [all]
DROP PROCEDURE IF EXISTS mysql.rds_lab_set_source
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_set_source(
    IN host VARCHAR(255), IN port INT, IN user TEXT, IN passwd TEXT, IN enable_ssl_encryption TINYINT, IN delay INT, IN position_clause TEXT)
    SQL SECURITY DEFINER
BEGIN
    DECLARE state VARCHAR(10);
    -- The statement carries the password: it does not stay in a variable, whatever happens.
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SET @rds_lab_statement = NULL; RESIGNAL; END;
    IF delay NOT BETWEEN 0 AND 86400 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'For source delay the value must be between 0 and 86400 inclusive.';
    END IF;
    CALL mysql.rds_lab_replication_state(state);
    IF state IN ('ON', 'BROKEN') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t modify replication because replication is running. First call mysql.rds_stop_replication.';
    END IF;
    -- Lab: GET_SOURCE_PUBLIC_KEY lets a caching_sha2_password account replicate without TLS; on RDS it has to be ssl_encryption = 1.
    SET @rds_lab_statement = CONCAT(
        'CHANGE REPLICATION SOURCE TO SOURCE_HOST = ', QUOTE(TRIM(host)), ', SOURCE_PORT = ', port,
        ', SOURCE_USER = ', QUOTE(TRIM(user)), ', SOURCE_PASSWORD = ', QUOTE(TRIM(passwd)),
        ', SOURCE_SSL = ', IF(enable_ssl_encryption, 1, 0), ', GET_SOURCE_PUBLIC_KEY = 1, SOURCE_DELAY = ', delay, ', ', position_clause, ' FOR CHANNEL ''''');
    PREPARE rds_lab_change FROM @rds_lab_statement;
    SET @rds_lab_statement = NULL;
    EXECUTE rds_lab_change;
    DEALLOCATE PREPARE rds_lab_change;
END
//

-- ---------------------------------------------------------------------------------------------------------------------------
-- Replication
-- ---------------------------------------------------------------------------------------------------------------------------

DROP PROCEDURE IF EXISTS mysql.rds_set_external_master_with_auto_position
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_external_master_with_auto_position(
    IN host VARCHAR(255), IN port INT, IN user TEXT, IN passwd TEXT, IN enable_ssl_encryption TINYINT, IN delay INT)
    SQL SECURITY DEFINER
BEGIN
    CALL mysql.rds_lab_note('Starting: set master AP', TRIM(host), port, TRIM(user), NULL, NULL, enable_ssl_encryption, delay, 1);
    CALL mysql.rds_lab_set_source(host, port, user, passwd, enable_ssl_encryption, delay, 'SOURCE_AUTO_POSITION = 1');
    CALL mysql.rds_lab_note('set master with AP', TRIM(host), port, TRIM(user), NULL, NULL, enable_ssl_encryption, delay, 1);
END
//
DROP PROCEDURE IF EXISTS mysql.rds_set_external_master
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_external_master(
    IN host VARCHAR(255), IN port INT, IN user TEXT, IN passwd TEXT, IN name TEXT, IN pos BIGINT UNSIGNED, IN enable_ssl_encryption TINYINT)
    SQL SECURITY DEFINER
BEGIN
    CALL mysql.rds_lab_note('Starting: set master', TRIM(host), port, TRIM(user), TRIM(name), pos, enable_ssl_encryption, 0, 0);
    CALL mysql.rds_lab_set_source(host, port, user, passwd, enable_ssl_encryption, 0,
        CONCAT('SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = ', QUOTE(TRIM(name)), ', SOURCE_LOG_POS = ', pos));
    CALL mysql.rds_lab_note('set master', TRIM(host), port, TRIM(user), TRIM(name), pos, enable_ssl_encryption, 0, 0);
END
//
DROP PROCEDURE IF EXISTS mysql.rds_reset_external_master
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_reset_external_master() SQL SECURITY DEFINER
BEGIN
    DECLARE state VARCHAR(10);
    CALL mysql.rds_lab_note('Starting: reset slave', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    CALL mysql.rds_lab_replication_state(state);
    IF state = 'NOT_EXIST' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t reset replication because replication isn''t configured. First run mysql.rds_set_external_master.';
    ELSEIF state <> 'OFF' THEN
        STOP REPLICA FOR CHANNEL '';
        CALL mysql.rds_lab_settle('OFF', state);
    END IF;
    RESET REPLICA ALL FOR CHANNEL '';
    CALL mysql.rds_lab_note('reset slave', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    SELECT 'Slave has been reset' AS message;
END
//
-- RDS has the "master" names up to 8.0 and the "source" names from 8.4 on.
-- Lab: from 8.4 on it has both, for the lab's MySQL is often newer than the production's and the operators' scripts use the old names.
DROP PROCEDURE IF EXISTS mysql.rds_set_external_source_with_auto_position
//
DROP PROCEDURE IF EXISTS mysql.rds_set_external_source
//
DROP PROCEDURE IF EXISTS mysql.rds_reset_external_source
//
-- [MySQL 8.4 and newer]
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_external_source_with_auto_position(
    IN host VARCHAR(255), IN port INT, IN user TEXT, IN passwd TEXT, IN enable_ssl_encryption TINYINT, IN delay INT)
    SQL SECURITY DEFINER
    CALL mysql.rds_set_external_master_with_auto_position(host, port, user, passwd, enable_ssl_encryption, delay)
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_external_source(
    IN host VARCHAR(255), IN port INT, IN user TEXT, IN passwd TEXT, IN name TEXT, IN pos BIGINT UNSIGNED, IN enable_ssl_encryption TINYINT)
    SQL SECURITY DEFINER
    CALL mysql.rds_set_external_master(host, port, user, passwd, name, pos, enable_ssl_encryption)
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_reset_external_source() SQL SECURITY DEFINER
    CALL mysql.rds_reset_external_master()
//
-- [all]
DROP PROCEDURE IF EXISTS mysql.rds_start_replication
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_start_replication() SQL SECURITY DEFINER
BEGIN
    DECLARE state VARCHAR(10);
    CALL mysql.rds_lab_note('Starting: start slave', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    CALL mysql.rds_lab_replication_state(state);
    CASE state
        WHEN 'ON' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Replication may already be running. Call rds_stop_replication to stop replication';
        WHEN 'NOT_EXIST' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t start replication because the replica isn''t configured. First call mysql.rds_set_external_master.';
        WHEN 'BROKEN' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Replication might be running. First call mysql.rds_stop_replication.';
        ELSE
            CALL mysql.rds_lab_pause();
            START REPLICA FOR CHANNEL '';
            CALL mysql.rds_lab_settle('ON', state);
    END CASE;
    IF state <> 'ON' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Slave has encountered an error. Run SHOW SLAVE STATUS\\G; to see the error.';
    END IF;
    CALL mysql.rds_lab_note('start slave', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    SELECT 'Replication started. Slave is now running normally.' AS Message;
END
//
DROP PROCEDURE IF EXISTS mysql.rds_stop_replication
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_stop_replication() SQL SECURITY DEFINER
BEGIN
    DECLARE state VARCHAR(10);
    CALL mysql.rds_lab_note('Starting: stop slave', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    CALL mysql.rds_lab_replication_state(state);
    CASE state
        WHEN 'OFF' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Slave is already stopped or may not be configured. Run SHOW SLAVE STATUS\\G;';
        WHEN 'NOT_EXIST' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t stop replication because the replica isn''t configured. First call mysql.rds_set_external_master.';
        ELSE
            CALL mysql.rds_lab_pause();
            STOP REPLICA FOR CHANNEL '';
            CALL mysql.rds_lab_settle('OFF', state);
    END CASE;
    IF state <> 'OFF' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Slave has encountered an error. Run SHOW SLAVE STATUS\\G; to see the error.';
    END IF;
    CALL mysql.rds_lab_note('stop slave', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    SELECT 'Slave is now down or disabled' AS Message;
END
//
DROP PROCEDURE IF EXISTS mysql.rds_set_source_delay
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_source_delay(IN delay INT) SQL SECURITY DEFINER
BEGIN
    DECLARE state VARCHAR(10);
    CALL mysql.rds_lab_note('Starting: set source delay', NULL, NULL, NULL, NULL, NULL, NULL, delay, NULL);
    IF delay IS NULL OR delay NOT BETWEEN 0 AND 86400 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'For source delay the value must be between 0 and 86400 inclusive.';
    END IF;
    CALL mysql.rds_lab_replication_state(state);
    IF state = 'NOT_EXIST' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t set the source delay because the replica isn''t configured. First call mysql.rds_set_external_master.';
    END IF;
    STOP REPLICA SQL_THREAD FOR CHANNEL '';
    SET @rds_lab_statement = CONCAT('CHANGE REPLICATION SOURCE TO SOURCE_DELAY = ', delay, ' FOR CHANNEL ''''');
    PREPARE rds_lab_change FROM @rds_lab_statement;
    EXECUTE rds_lab_change;
    DEALLOCATE PREPARE rds_lab_change;
    IF state <> 'OFF' THEN
        START REPLICA SQL_THREAD FOR CHANNEL '';
    END IF;
    CALL mysql.rds_lab_configure('source delay', delay);
    CALL mysql.rds_lab_note('set source delay', NULL, NULL, NULL, NULL, NULL, NULL, delay, NULL);
    SELECT 'source delay is set successfully.' AS Message;
END
//

-- ---------------------------------------------------------------------------------------------------------------------------
-- GTIDs and broken replication
-- ---------------------------------------------------------------------------------------------------------------------------

-- Adds server_uuid:start_pos-end_pos to gtid_purged: what a load has brought must not be replicated again. Once per range.
DROP PROCEDURE IF EXISTS mysql.rds_set_external_source_gtid_purged
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_external_source_gtid_purged(IN server_uuid VARCHAR(36), IN start_pos BIGINT, IN end_pos BIGINT)
    SQL SECURITY DEFINER
BEGIN
    DECLARE receivers INT;
    DECLARE added TEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        CALL mysql.rds_lab_note('set gtid_purged:ERR', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        RESIGNAL;
    END;
    CALL mysql.rds_lab_note('begin: set gtid_purged', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    SELECT COUNT(*) INTO receivers
        FROM performance_schema.replication_connection_status r JOIN performance_schema.replication_applier_status a USING (channel_name)
        WHERE r.service_state = 'ON' OR a.service_state = 'ON';
    IF receivers > 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t modify gtid_purged because replication is already running.';
    END IF;
    IF server_uuid IS NULL OR server_uuid NOT REGEXP '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Invalid input value for server_uuid';
    ELSEIF start_pos IS NULL OR start_pos < 1 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Invalid input value for start_pos. The value of start_pos should be greater than or equal to 1';
    ELSEIF end_pos IS NULL OR end_pos < start_pos THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Invalid input value for end_pos. The value of end_pos should be greater than or equal to start_pos value';
    ELSEIF server_uuid = @@GLOBAL.server_uuid THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You cannot change the GTID set belongs to the current instance';
    END IF;
    SET added = CONCAT(server_uuid, ':', start_pos, '-', end_pos);
    IF GTID_SUBTRACT(added, GTID_SUBTRACT(added, @@GLOBAL.gtid_executed)) <> '' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The GTID set must be a superset of current @@GLOBAL.GTID_PURGED value';
    END IF;
    SET GLOBAL gtid_purged = CONCAT('+', added);
    CALL mysql.rds_lab_note('set gtid_purged:OK', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
END
//
DROP PROCEDURE IF EXISTS mysql.rds_skip_transaction_with_gtid
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_skip_transaction_with_gtid(IN gtid_to_skip TEXT) SQL SECURITY DEFINER
BEGIN
    SET SESSION gtid_next = gtid_to_skip;
    START TRANSACTION;
    COMMIT;
    SET SESSION gtid_next = 'AUTOMATIC';
    CALL mysql.rds_lab_note('rds_skip_transaction_with_gtid:OK', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    SELECT 'Transaction has been skipped successfully.' AS Message;
END
//
-- By position only: with gtid_mode = ON the server itself refuses the counter, and rds_skip_transaction_with_gtid is the way.
DROP PROCEDURE IF EXISTS mysql.rds_skip_repl_error
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_skip_repl_error() SQL SECURITY DEFINER
BEGIN
    DECLARE state VARCHAR(10);
    CALL mysql.rds_lab_note('Starting: skip_repl_error', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    CALL mysql.rds_lab_replication_state(state);
    CASE state
        WHEN 'NOT_EXIST' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'You can''t skip a replication error because the replica isn''t configured. First call mysql.rds_set_external_master.';
        WHEN 'ON' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Slave is running normally.  No errors detected to skip.';
        WHEN 'OFF' THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Slave is down or disabled.';
        ELSE
            SET GLOBAL sql_replica_skip_counter = 1;
            STOP REPLICA FOR CHANNEL '';
            CALL mysql.rds_lab_settle('OFF', state);
            START REPLICA FOR CHANNEL '';
            CALL mysql.rds_lab_settle('ON', state);
    END CASE;
    IF state <> 'ON' THEN
        CALL mysql.rds_lab_note('skip_repl_error:ERR', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Slave has encountered a new error. Please use SHOW SLAVE STATUS to see the error.';
    END IF;
    CALL mysql.rds_lab_note('skip_repl_error:OK', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    SELECT 'Statement in error has been skipped' AS Message;
    SELECT 'Slave is now running normally' AS Message;
END
//

-- ---------------------------------------------------------------------------------------------------------------------------
-- Configuration
-- ---------------------------------------------------------------------------------------------------------------------------

DROP PROCEDURE IF EXISTS mysql.rds_lab_configure
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_configure(IN setting VARCHAR(100), IN new_value INT) SQL SECURITY DEFINER
BEGIN
    DECLARE logging BOOLEAN DEFAULT @@SESSION.sql_log_bin;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SET SESSION sql_log_bin = logging; RESIGNAL; END;
    SET SESSION sql_log_bin = OFF;
    UPDATE mysql.rds_configuration c SET c.value = new_value WHERE c.name = setting;
    COMMIT;
    SET SESSION sql_log_bin = logging;
END
//
-- Lab: "binlog retention hours" is remembered and shown; nothing purges binary logs within a rehearsal, with or without it.
DROP PROCEDURE IF EXISTS mysql.rds_set_configuration
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_configuration(IN name VARCHAR(30), IN value INT) SQL SECURITY DEFINER
BEGIN
    DECLARE problem VARCHAR(128) DEFAULT NULL;
    IF name = 'source delay' THEN
        CALL mysql.rds_set_source_delay(value);
    ELSE
        SET problem = CASE
            WHEN NOT EXISTS (SELECT * FROM mysql.rds_configuration c WHERE c.name = name COLLATE utf8mb4_0900_ai_ci)
                THEN CONCAT('Cannot set unknown configuration parameter ', QUOTE(name), ' using mysql.rds_set_configuration.')
            WHEN name = 'binlog retention hours' AND value NOT BETWEEN 1 AND 168
                THEN 'For binlog retention hours the value must be between 1 and 168 inclusive or be NULL'
            WHEN name = 'target delay' AND (value IS NULL OR value NOT BETWEEN 0 AND 86400)
                THEN 'For target delay the value must be between 0 and 86400 inclusive'
        END;
        IF problem IS NOT NULL THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = problem;
        END IF;
        CALL mysql.rds_lab_configure(name, value);
    END IF;
END
//
DROP PROCEDURE IF EXISTS mysql.rds_show_configuration
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_show_configuration() SQL SECURITY DEFINER
    SELECT name, value, description FROM mysql.rds_configuration
//

-- ---------------------------------------------------------------------------------------------------------------------------
-- Sessions
-- ---------------------------------------------------------------------------------------------------------------------------

-- Lab: root stands for what AWS itself is on RDS, so its sessions are as untouchable as rdsadmin's.
DROP PROCEDURE IF EXISTS mysql.rds_lab_refuse_reserved
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_lab_refuse_reserved(IN thread BIGINT) SQL SECURITY DEFINER
BEGIN
    DECLARE owner VARCHAR(96) DEFAULT NULL;
    DECLARE problem VARCHAR(128);
    SELECT t.processlist_user INTO owner FROM performance_schema.threads t WHERE t.processlist_id = thread;
    IF owner IN ('rdsadmin', 'rdsrepladmin', 'root') THEN
        SET problem = CONCAT('CANNOT KILL ', UPPER(owner), ' SESSION');
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = problem;
    END IF;
END
//
DROP PROCEDURE IF EXISTS mysql.rds_kill
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_kill(IN thread BIGINT) SQL SECURITY DEFINER
BEGIN
    CALL mysql.rds_lab_refuse_reserved(thread);
    KILL thread;
END
//
DROP PROCEDURE IF EXISTS mysql.rds_kill_query
//
CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_kill_query(IN thread BIGINT) SQL SECURITY DEFINER
BEGIN
    CALL mysql.rds_lab_refuse_reserved(thread);
    KILL QUERY thread;
END
//
