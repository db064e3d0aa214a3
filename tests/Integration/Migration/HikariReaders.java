import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that read through HikariCP, as the application does, for {@code HikariTests}.
 * <p>
 * Arguments: JDBC URL, user, connectionTestQuery (empty: the pool asks by {@code Connection.isValid()}), number of threads, each with a session.
 * The password is in DB_PASSWORD. Says "ready" when every thread has read, ends with its standard input, and says then what it has seen.
 */
public final class HikariReaders {
    private static final ConcurrentHashMap<Long, AtomicLong> readsByServer = new ConcurrentHashMap<>();
    private static final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private static final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private static volatile boolean stopped;

    public static void main(String[] args) throws Exception {
        var readers = Integer.parseInt(args[3]);
        var config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setPassword(System.getenv("DB_PASSWORD"));
        config.setConnectionTestQuery(args[2].isEmpty() ? null : args[2]);
        config.setConnectionTimeout(3000);
        config.setMaximumPoolSize(readers);

        try (var pool = new HikariDataSource(config)) {
            var started = new CountDownLatch(readers);
            var threads = new ArrayList<Thread>();
            for (var reader = 0; reader < readers; reader++) {
                var pause = reader * 2;
                var thread = new Thread(() -> read(pool, pause, started));
                thread.start();
                threads.add(thread);
            }

            started.await();
            System.out.println("ready");
            while (System.in.read() >= 0) {
            }

            stopped = true;
            for (var thread : threads) {
                thread.join();
            }
        }

        readsByServer.forEach((server, reads) -> System.out.println("reads " + server + " " + reads));
        System.out.println("sessions " + sessions.size());
        failures.forEach(failure -> System.out.println("failed " + failure));
    }

    private static void read(HikariDataSource pool, int pauseMs, CountDownLatch started) {
        var isFirst = true;
        while (!stopped) {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT @@server_id, CONNECTION_ID(), COUNT(*) FROM meetings WHERE id < 50")) {
                row.next();
                readsByServer.computeIfAbsent(row.getLong(1), server -> new AtomicLong()).incrementAndGet();
                sessions.add(row.getLong(1) + " " + row.getLong(2));
            } catch (SQLException failure) {
                failures.add(failure.getMessage().replace('\n', ' '));
            }

            if (isFirst) {
                isFirst = false;
                started.countDown();
            }

            try {
                Thread.sleep(pauseMs);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }
}
