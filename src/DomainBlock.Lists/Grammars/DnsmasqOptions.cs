using System.Collections.Frozen;
using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>The options of dnsmasq 2.90 that hold no names to block or allow, and what becomes of a line with each.</summary>
internal static class DnsmasqOptions
{
    private const string Includes = "conf-file conf-dir servers-file addn-hosts hostsdir resolv-file";
    private const string AnswerAddresses = "bogus-nxdomain ignore-address alias";
    private const string Data = "host-record cname txt-record ptr-record naptr-record mx-host mx-target srv-host caa-record dns-rr interface-name synth-domain dynamic-host";
    private const string Others = """
        add-cpe-id add-mac add-subnet all-servers auth-peer auth-sec-servers auth-server auth-soa auth-ttl auth-zone bind-dynamic
        bind-interfaces bogus-priv bootp-dynamic bridge-interface cache-rr cache-size clear-on-reload connmark-allowlist
        connmark-allowlist-enable conntrack dhcp-alternate-port dhcp-authoritative dhcp-boot dhcp-broadcast dhcp-circuitid dhcp-client-update
        dhcp-duid dhcp-fqdn dhcp-generate-names dhcp-host dhcp-hostsdir dhcp-hostsfile dhcp-ignore dhcp-ignore-clid dhcp-ignore-names
        dhcp-lease-max dhcp-leasefile dhcp-luascript dhcp-mac dhcp-match dhcp-name-match dhcp-no-override dhcp-option dhcp-option-force
        dhcp-option-pxe dhcp-optsdir dhcp-optsfile dhcp-proxy dhcp-pxe-vendor dhcp-range dhcp-rapid-commit dhcp-relay dhcp-remoteid dhcp-reply-delay
        dhcp-script dhcp-scriptuser dhcp-sequential-ip dhcp-split-relay dhcp-subscrid dhcp-ttl dhcp-userclass dhcp-vendorclass
        dns-forward-max dns-loop-detect dnssec dnssec-check-unsigned dnssec-debug dnssec-limits dnssec-no-timecheck dnssec-timestamp domain domain-needed
        domain-suffix dumpfile dumpmask edns-packet-max enable-dbus enable-ra enable-tftp enable-ubus except-interface expand-hosts fast-dns-retry
        filter-A filter-AAAA filter-rr filterwin2k group interface ipset keep-in-foreground leasefile-ro leasequery listen-address local-service
        local-ttl localise-queries localmx log-async log-debug log-dhcp log-facility log-malloc log-queries max-cache-ttl max-port max-tcp-connections
        max-ttl min-cache-ttl min-port neg-ttl nftset no-0x20-encode no-daemon no-dhcp-interface no-dhcpv4-interface no-dhcpv6-interface no-hosts no-ident no-negcache
        no-ping no-poll no-resolv no-round-robin pid-file port port-limit proxy-dnssec pxe-prompt pxe-service query-port quiet-dhcp quiet-dhcp6 quiet-ra
        quiet-tftp ra-param read-ethers rebind-domain-ok rebind-localhost-ok rev-server script-arp script-on-renewal selfmx server-datagrams shared-network
        stop-dns-rebind strict-order strip-mac strip-subnet tag-if tftp-lowercase tftp-max tftp-mtu tftp-no-blocksize tftp-no-fail tftp-port-range
        tftp-root tftp-secure tftp-single-port tftp-unique-root trust-anchor umbrella use-stale-cache user
        """;

    private static readonly FrozenDictionary<string, LineReason> Reasons = new[]
    {
        (Includes, LineReason.Include), (AnswerAddresses, LineReason.Trigger), (Data, LineReason.Redirect), (Others, LineReason.Directive),
    }
        .SelectMany(group => group.Item1.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(option => (Option: option, Reason: group.Item2)))
        .ToFrozenDictionary(pair => pair.Option, pair => pair.Reason, StringComparer.Ordinal);

    /// <summary>What becomes of a line with this option; null where dnsmasq has no such option.</summary>
    public static LineReason? Find(ReadOnlySpan<byte> option) =>
        Reasons.TryGetValue(Encoding.ASCII.GetString(option), out LineReason reason) ? reason : null;
}
