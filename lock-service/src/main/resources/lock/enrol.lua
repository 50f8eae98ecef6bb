-- KEYS[1] root; ARGV: epoch to set when there is none, pause for new claims (ms; 0 for none).
-- Answers with the epoch that holds now.
if redis.call('SET', KEYS[1] .. ':epoch', ARGV[1], 'NX') and tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[1] .. ':recovering', ARGV[1], 'PX', ARGV[2])
end
return { redis.call('GET', KEYS[1] .. ':epoch') }
