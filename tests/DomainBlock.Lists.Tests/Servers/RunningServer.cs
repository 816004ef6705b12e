using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DomainBlock.Lists.Tests.Servers;

/// <summary>
/// A DNS server of somebody else, started on a high port of loopback with a list in its own format, and stopped again. Its programs are looked for in the
/// folder that <c>DOMAINBLOCK_SERVERS</c> names, an unpacked system (<c>/</c> for this one).
/// </summary>
internal sealed class RunningServer : IDisposable
{
    /// <summary>Somebody else may take the port that was free a moment ago.</summary>
    private const int MaxStarts = 3;

    /// <summary>A zone of fifty thousand names takes a second or two to load.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Ready = "ready.example";

    private const string Switch = "DOMAINBLOCK_SERVERS";

    private readonly Process _process;
    private readonly string _folder;
    private readonly UdpClient _socket = new(AddressFamily.InterNetwork);
    private readonly IPEndPoint _address;

    private RunningServer(ListFormat format, string list, int upstreamPort)
    {
        _folder = Directory.CreateTempSubdirectory("domainblock-server-").FullName;
        _address = new IPEndPoint(IPAddress.Loopback, FreePort());
        File.WriteAllText(Path.Combine(_folder, "list"), list);
        File.WriteAllText(Path.Combine(_folder, "server.conf"), Configuration(format, upstreamPort));
        _process = Start(Program(format), Arguments(format));
    }

    /// <summary>The folder that is searched for programs; null where no server is wanted.</summary>
    public static string? Root => Environment.GetEnvironmentVariable(Switch);

    /// <summary>Starts the server of a format and waits until it answers.</summary>
    public static async Task<RunningServer> StartAsync(ListFormat format, string list, int upstreamPort)
    {
        // BIND answers before its policy zone is in force: a name of our own tells when it is.
        bool isZone = format == ListFormat.Rpz;
        string whole = isZone ? $"{list}{Ready} CNAME .\n" : list;
        string error = "";
        for (int start = 0; start < MaxStarts; start++)
        {
            var server = new RunningServer(format, whole, upstreamPort);
            for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience && !server._process.HasExited;)
            {
                if (await server.AskAsync(Ready, TimeSpan.FromMilliseconds(100)) is { } answer && (!isZone || answer.AsSpan().IndexOf(AnsweringUpstream.Address) < 0))
                    return server;
            }
            error = server._process.HasExited ? await server._process.StandardError.ReadToEndAsync() : "it does not answer";
            server.Dispose();
        }
        throw new InvalidOperationException($"The server of {format.Name()} did not start: {error}\n{list}");
    }

    /// <summary>Runs a program that checks a file.</summary>
    /// <returns>Its exit code and what it printed.</returns>
    public static (int ExitCode, string Output) Check(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>Whether the server lets a name pass to the upstream.</summary>
    public async Task<bool> LetsPassAsync(string name) =>
        await AskAsync(name, TimeSpan.FromSeconds(5)) is { } answer
            ? answer.AsSpan().IndexOf(AnsweringUpstream.Address) > 0
            : throw new InvalidOperationException($"No answer for {name}.");

    /// <summary>What the server answers to a question of a type; <see cref="ServerAnswer.Drop"/> where nothing comes for a while.</summary>
    public async Task<string> AnswerAsync(string name, ushort type) =>
        await AskAsync(name, TimeSpan.FromSeconds(1), type) is { } answer ? ServerAnswer.Read(answer) : ServerAnswer.Drop;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _socket.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<byte[]?> AskAsync(string name, TimeSpan patience, ushort type = 1)
    {
        byte[] id = Guid.NewGuid().ToByteArray()[..2];
        byte[] labels = [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)])];
        byte[] query = [.. id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. labels, 0, (byte)(type >> 8), (byte)type, 0, 1];
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await _socket.SendAsync(query, _address, limit.Token);
            while (true)
            {
                UdpReceiveResult answer = await _socket.ReceiveAsync(limit.Token);
                if (answer.Buffer.AsSpan(0, 2).SequenceEqual(id))
                    return answer.Buffer;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.Delay(20);
            return null;
        }
    }

    private static string Program(ListFormat format) => format switch
    {
        ListFormat.Dnsmasq => "usr/sbin/dnsmasq",
        ListFormat.Unbound => "usr/sbin/unbound",
        _ => "usr/sbin/named",
    };

    private string[] Arguments(ListFormat format)
    {
        string configuration = Path.Combine(_folder, "server.conf");
        return format switch
        {
            ListFormat.Dnsmasq => ["-k", "-C", configuration],
            ListFormat.Unbound => ["-d", "-c", configuration],
            _ => ["-f", "-c", configuration],
        };
    }

    private string Configuration(ListFormat format, int upstream) => format switch
    {
        ListFormat.Dnsmasq => string.Create(CultureInfo.InvariantCulture, $"""
            conf-file={_folder}/list
            no-resolv
            no-hosts
            port={_address.Port}
            listen-address=127.0.0.1
            bind-interfaces
            user={Environment.UserName}
            server=127.0.0.1#{upstream}
            pid-file=
            cache-size=0

            """),
        ListFormat.Unbound => string.Create(CultureInfo.InvariantCulture, $"""
            server:
              directory: "{_folder}"
              chroot: ""
              username: ""
              pidfile: ""
              interface: 127.0.0.1
              port: {_address.Port}
              do-daemonize: no
              do-not-query-localhost: no
              module-config: "iterator"
              cache-max-ttl: 0
            include: "{_folder}/list"
            forward-zone:
              name: "."
              forward-addr: 127.0.0.1@{upstream}

            """),
        _ => string.Create(CultureInfo.InvariantCulture, $$"""
            options {
              directory "{{_folder}}"; pid-file none; session-keyfile "{{_folder}}/key"; listen-on port {{_address.Port}} { 127.0.0.1; }; listen-on-v6 { none; };
              recursion yes; forward only; forwarders { 127.0.0.1 port {{upstream}}; }; dnssec-validation no;
              response-policy { zone "policy.test"; } qname-wait-recurse no;
            };
            controls { };
            zone "policy.test" { type primary; file "{{_folder}}/list"; };

            """),
    };

    private static Process Start(string program, params IEnumerable<string> arguments)
    {
        string root = Root ?? throw new InvalidOperationException($"{Switch} is not set.");
        var start = new ProcessStartInfo(Path.Combine(root, program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (root != "/")
            start.Environment["LD_LIBRARY_PATH"] = $"{root}/usr/lib/x86_64-linux-gnu:{root}/lib/x86_64-linux-gnu";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }
}
