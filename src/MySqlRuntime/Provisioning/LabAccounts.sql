-- The accounts both servers have. Statements end with a line of two slashes; a line in brackets says for which versions the following statements are.
-- Run with sql_log_bin = 0: the two servers get the same accounts without replicating them.

CREATE USER IF NOT EXISTS 'doktori_app'@'%' IDENTIFIED BY @application
//
ALTER USER 'doktori_app'@'%' IDENTIFIED BY @application ACCOUNT UNLOCK
//
-- As the production application has it: it migrates its own schema (Flyway).
GRANT ALL PRIVILEGES ON doktori.* TO 'doktori_app'@'%'
//
CREATE USER IF NOT EXISTS 'repl'@'%' IDENTIFIED BY @replication
//
ALTER USER 'repl'@'%' IDENTIFIED BY @replication ACCOUNT UNLOCK
//
GRANT REPLICATION SLAVE ON *.* TO 'repl'@'%'
//
