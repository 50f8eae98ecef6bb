-- KEYS[1] root of the branch; ARGV: who asks, lease (ms), how long a place is kept (ms)
local root, who, lease, presence = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local QUEUE, SEEN, HOLDER = root .. ':queue', root .. ':seen', root .. ':holder'
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local function digits(number)
  return string.format('%.0f', number)
end

local function take()
  redis.call('SET', HOLDER, who, 'PX', digits(lease))
  redis.call('ZREM', QUEUE, who)
  redis.call('ZREM', SEEN, who)
  return { 'taken', digits(now + lease) }
end

local holder = redis.call('GET', HOLDER)
if holder == who then
  return take()
end
for _, absent in ipairs(redis.call('ZRANGEBYSCORE', SEEN, '-inf', digits(now - presence))) do
  redis.call('ZREM', QUEUE, absent)
  redis.call('ZREM', SEEN, absent)
end
if not redis.call('ZSCORE', QUEUE, who) then
  local last = redis.call('ZRANGE', QUEUE, -1, -1, 'WITHSCORES')
  redis.call('ZADD', QUEUE, digits((tonumber(last[2]) or 0) + 1), who)
end
redis.call('ZADD', SEEN, digits(now), who)
local before = redis.call('ZRANK', QUEUE, who)
if not holder and before == 0 then
  return take()
end
return { 'waiting', digits(before + (holder and 1 or 0)) }
