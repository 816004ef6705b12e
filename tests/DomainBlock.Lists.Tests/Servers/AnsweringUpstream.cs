using System.Net;
using System.Net.Sockets;

namespace DomainBlock.Lists.Tests.Servers;

/// <summary>A DNS server on a port of loopback that gives every name the same address: a name that a server under test lets pass has it.</summary>
internal sealed class AnsweringUpstream : IDisposable
{
    /// <summary>The address, of the block for documentation.</summary>
    public static readonly byte[] Address = [192, 0, 2, 1];

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();

    public AnsweringUpstream() => _ = AnswerAsync();

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                UdpReceiveResult query = await _socket.ReceiveAsync(_stop.Token);
                byte[] answer = Answer(query.Buffer);
                await _socket.SendAsync(answer, query.RemoteEndPoint, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // A server that went away before its answer came; or we are done.
            }
        }
    }

    private static byte[] Answer(byte[] query)
    {
        int end = 12;
        while (query[end] != 0)
            end += query[end] + 1;
        end += 5;
        bool isAddress = query[end - 4] == 0 && query[end - 3] == 1;
        byte[] record = isAddress ? [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. Address] : [];
        return [query[0], query[1], 0x84, 0x80, 0, 1, 0, (byte)(isAddress ? 1 : 0), 0, 0, 0, 0, .. query.AsSpan(12, end - 12), .. record];
    }
}
